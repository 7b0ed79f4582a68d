/** Milliseconds between two lines. */
const INTERVAL = 1000;

/** Says at once, and then now and then, how far it has come: on standard error, so that the result stands alone. */
export function progress(): (line: string) => void {
  let last = -Infinity;
  return (line) => {
    if (performance.now() - last < INTERVAL) return;
    last = performance.now();
    console.error(line);
  };
}

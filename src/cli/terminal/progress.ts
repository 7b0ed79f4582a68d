/** Milliseconds between two lines, and before the first. */
const INTERVAL = 1000;

export interface Telling {
  /** Milliseconds from any fixed moment. */
  now?: () => number;
  write?: (line: string) => void;
}

/**
 * Says now and then how far it has come: on standard error, so that the result stands alone. Nothing in the first second: what is
 * over by then is told by its result.
 */
export function progress({ now = () => performance.now(), write = console.error }: Telling = {}) {
  let last = now();
  return (line: string): void => {
    if (now() - last < INTERVAL) return;
    last = now();
    write(line);
  };
}

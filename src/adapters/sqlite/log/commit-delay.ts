/** No disk is worth a longer wait. Milliseconds. */
const LONGEST = 5;

/**
 * How long to wait for others before a commit (PostgreSQL calls it `commit_delay`): half as long as the last one took, if
 * that one was shared. On a quick disk, and for somebody who is alone, that is nothing; on a slow one twice as many share an
 * fsync.
 */
export function commitDelay() {
  let last = { size: 0, took: 0 };
  return {
    /** Milliseconds. */
    next: (): number => (last.size > 1 ? Math.min(last.took / 2, LONGEST) : 0),
    timed<Result>(size: number, commit: () => Result): Result {
      const start = performance.now();
      try {
        return commit();
      } finally {
        last = { size, took: performance.now() - start };
      }
    },
  };
}

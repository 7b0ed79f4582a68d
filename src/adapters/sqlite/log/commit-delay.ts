/** Longer waits pay off on no disk. */
const MAX_DELAY_MS = 5;

/**
 * How long to wait for others before a commit (PostgreSQL calls it `commit_delay`): half as long as the last one tookMs, if
 * that one was shared. On a quick disk, and for a single caller, that is nothing; on a slow one twice as many share an
 * fsync.
 */
export function commitDelay() {
  let last = { size: 0, tookMs: 0 };
  return {
    /** Milliseconds. */
    next: (): number => (last.size > 1 ? Math.min(last.tookMs / 2, MAX_DELAY_MS) : 0),
    timed<Result>(size: number, commit: () => Result): Result {
      const start = performance.now();
      try {
        return commit();
      } finally {
        last = { size, tookMs: performance.now() - start };
      }
    },
  };
}

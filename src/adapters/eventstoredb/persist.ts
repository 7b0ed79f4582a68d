import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds before the second try; doubled each time, up to the most, and spread by chance. */
const FIRST_MS = 25;
const MOST_MS = 250;

/**
 * Tries until it works, until `giveUp` throws for an error, or until another try would be too late; then throws what
 * `giveUp` makes of the last error. `attempt` is told how many milliseconds are left.
 */
export async function persist<Result>(
  boundMs: number,
  attempt: (leftMs: number) => Promise<Result>,
  giveUp: (error: unknown, isLast: boolean) => void,
): Promise<Result> {
  const end = performance.now() + boundMs;
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, MOST_MS)) {
    try {
      return await attempt(end - performance.now());
    } catch (error) {
      const pause = wait * (0.5 + Math.random() / 2);
      const isLast = performance.now() + pause >= end;
      giveUp(error, isLast);
      if (isLast) throw error;
      await delay(pause);
    }
  }
}

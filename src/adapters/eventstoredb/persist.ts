import { setTimeout as delay } from 'node:timers/promises';
import { TimedOut } from './timeout.js';

/** Milliseconds before the second try; doubled each time, up to the most, and spread by chance. */
const FIRST_MS = 25;
const MOST_MS = 250;

/**
 * Tries until it works, until `giveUp` throws for an error, or until another try would be too late; then throws what
 * `giveUp` makes of the last error. `attempt` is told how many milliseconds are left; `because` is the last error that says
 * more than that they were over, which the last try may have had too few of to find out.
 */
export async function persist<Result>(
  boundMs: number,
  attempt: (leftMs: number) => Promise<Result>,
  giveUp: (error: unknown, isLast: boolean, because: unknown) => void,
): Promise<Result> {
  const end = performance.now() + boundMs;
  let telling: unknown;
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, MOST_MS)) {
    try {
      return await attempt(end - performance.now());
    } catch (error) {
      const pause = wait * (0.5 + Math.random() / 2);
      const isLast = performance.now() + pause >= end;
      if (!(error instanceof TimedOut)) telling = error;
      giveUp(error, isLast, telling ?? error);
      if (isLast) throw error;
      await delay(pause);
    }
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { backoff } from '../../../app/retries/backoff.js';
import { TimedOut } from './timeout.js';

/** Milliseconds between two tries. */
const pauseAfter = backoff(25, 250);

/** In milliseconds; what `now` counts from is its own affair. */
export interface Clock {
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}
const realClock: Clock = { now: () => performance.now(), pause: (milliseconds) => delay(milliseconds) };

/**
 * Tries until it works, until `giveUp` throws for an error, or until another try would be too late; then throws what
 * `giveUp` makes of the last error. `attempt` is told how many milliseconds are left; `because` is the last error that says
 * more than that they were over, which the last try may have had too few of to find out.
 */
export async function retryUntil<Result>(
  boundMs: number,
  attempt: (leftMs: number) => Promise<Result>,
  giveUp: (error: unknown, isLast: boolean, because: unknown) => void,
  clock: Clock = realClock,
): Promise<Result> {
  const end = clock.now() + boundMs;
  let telling: unknown;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(end - clock.now());
    } catch (error) {
      const pause = pauseAfter(tries);
      const isLast = clock.now() + pause >= end;
      if (!(error instanceof TimedOut)) telling = error;
      giveUp(error, isLast, telling ?? error);
      if (isLast) throw error;
      await clock.pause(pause);
    }
  }
}

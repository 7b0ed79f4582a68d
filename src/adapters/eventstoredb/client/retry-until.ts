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
 * Retries until `attempt` succeeds, `giveUp` throws, or the next try would start after `boundMs`; then calls `giveUp` with
 * `isLast` and throws its error, or else the last one. `because` is the last error that is not a timeout: the final attempt
 * may run into the deadline before it learns anything.
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

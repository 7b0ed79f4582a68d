import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds: more than an append takes on a disk or a cluster that is well. */
export const STEP_MS = 100;

/**
 * Ends when the work has ended, at a whole number of steps after its beginning, whether it has failed or not: how long it took
 * does not tell what was done, unless it took longer than a step.
 */
export async function atEvenTimes<Result>(work: () => Promise<Result>, stepMs = STEP_MS): Promise<Result> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    await delay(stepMs - ((performance.now() - begun) % stepMs));
  }
}

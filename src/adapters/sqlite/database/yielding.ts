import { setImmediate } from 'node:timers/promises';

/** Work that can pause between its steps. */
export type YieldingWork = Generator<void, void>;

/** Other work waits so long at most, when a step is short. */
const SLICE_MS = 20;

/** Runs all of the work now, without pauses. */
export function runToEnd(work: YieldingWork): void {
  while (!work.next().done);
}

/**
 * Runs one piece of work after the other in slices, between which the event loop turns. The clock runs on from piece to
 * piece: messages of a thread come in without a turn of the loop, so that short pieces would keep it still together.
 */
export function slicedRunner(): (work: YieldingWork) => Promise<void> {
  let start = performance.now();
  return async (work) => {
    while (!work.next().done) {
      if (performance.now() - start < SLICE_MS) continue;
      await setImmediate();
      start = performance.now();
    }
  };
}

import { setImmediate } from 'node:timers/promises';

/** Work that can pause between its steps. */
export type Steps = Generator<void, void>;

/** Milliseconds that others wait at most, when a step is short. */
const SLICE_MS = 20;

/** All of it now. */
export function toTheEnd(steps: Steps): void {
  while (!steps.next().done);
}

/** All of it in slices, between which the event loop turns. */
export async function inSlices(steps: Steps): Promise<void> {
  for (let start = performance.now(); !steps.next().done;) {
    if (performance.now() - start < SLICE_MS) continue;
    await setImmediate();
    start = performance.now();
  }
}

import { setTimeout as delay } from 'node:timers/promises';

/** A delay that alone keeps no process alive. Rejects when the signal is aborted. */
export const unrefDelay = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  delay(milliseconds, undefined, { signal, ref: false });

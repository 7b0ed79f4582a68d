import { setTimeout as after } from 'node:timers/promises';
import type { Faults } from './faults.js';
import type { Log } from './log.js';

/** What the handlers of calls share. */
export interface World {
  log: Log;
  faults: Faults;
  /** Resets every connection. */
  cut(): void;
}

export const slowly = async ({ faults }: World): Promise<void> => {
  if (faults.delay() > 0) await after(faults.delay(), undefined, { ref: false });
};

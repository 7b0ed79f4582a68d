import { rmSync } from 'node:fs';
import { createPeppers } from '../adapters/crypto/peppers/create-peppers.js';
import { PeppersFault } from '../adapters/crypto/peppers/peppers-fault.js';
import { loadPeppers, loadPrivatePeppers, type Peppers } from '../adapters/crypto/peppers/peppers.js';
import type { Config } from '../config/config.js';

export interface OpenedPeppers {
  peppers: Peppers;
  /** Deletes a peppers file that this start created. For a log that turns out to need other peppers: their file belongs there. */
  forget(): void;
}

/**
 * The peppers from their file. Production refuses one that others may read. Development makes them for a new store; for
 * one that has events a missing file is a fault: new peppers would make every secret in it look wrong.
 */
export function openPeppers({ mode, peppersFile }: Config, { mayBeNew }: { mayBeNew: boolean }): OpenedPeppers {
  const forget = () => undefined;
  if (mode === 'production') return { peppers: loadPrivatePeppers(peppersFile), forget };
  try {
    return { peppers: loadPeppers(peppersFile), forget };
  } catch (error) {
    if (!mayBeNew || !(error instanceof PeppersFault) || error.code !== 'PEPPERS_MISSING') throw error;
    createPeppers(peppersFile);
    return { peppers: loadPeppers(peppersFile), forget: () => rmSync(peppersFile) };
  }
}

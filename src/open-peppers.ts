import { createPeppers } from './adapters/crypto/create-peppers.js';
import { PeppersFault } from './adapters/crypto/peppers-fault.js';
import { loadPeppers, loadPrivatePeppers, type Peppers } from './adapters/crypto/peppers.js';
import type { Config } from './config.js';

/**
 * The peppers from their file. Production refuses one that others may read. Development makes them for a new store; for
 * one that has events a missing file is a fault: new peppers would make every secret in it look wrong.
 */
export function openPeppers({ mode, peppersFile }: Config, { isNew }: { isNew: boolean }): Peppers {
  if (mode === 'production') return loadPrivatePeppers(peppersFile);
  try {
    return loadPeppers(peppersFile);
  } catch (error) {
    if (!isNew || !(error instanceof PeppersFault) || error.code !== 'PEPPERS_MISSING') throw error;
    createPeppers(peppersFile);
    return loadPeppers(peppersFile);
  }
}

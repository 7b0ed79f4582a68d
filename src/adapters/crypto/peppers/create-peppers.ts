import { randomBytes } from 'node:crypto';
import { createPrivateFile } from '../private-file.js';
import { PEPPER_BYTES } from './peppers.js';
import { PeppersFault, systemCodeOf } from './peppers-fault.js';

/**
 * Makes a peppers file with one fresh pepper, mode 0600, on disk when this returns. Throws `PeppersFault`, with
 * `PEPPERS_EXIST` rather than overwrite: a lost pepper is the loss of every secret under it.
 */
export function createPeppers(file: string): void {
  const peppers = { current: 1, peppers: { '1': randomBytes(PEPPER_BYTES).toString('base64') } };
  try {
    createPrivateFile(file, `${JSON.stringify(peppers, undefined, 2)}\n`);
  } catch (error) {
    const systemCode = systemCodeOf(error);
    if (systemCode === 'EEXIST') throw new PeppersFault('PEPPERS_EXIST');
    throw new PeppersFault('PEPPERS_NOT_WRITABLE', systemCode);
  }
}

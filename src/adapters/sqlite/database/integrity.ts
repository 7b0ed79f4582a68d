import { openDatabase, prepare } from './driver.js';
import { faultOf } from './fault.js';
import { saysDamage } from './result-code.js';

/** `unknown`: it could not be read now. */
export type Integrity = 'whole' | 'damaged' | 'unknown';

/** Whether the pages of a database hold together, and its indexes say what its rows do. Reads all of it, in one go. */
export function integrityOf(path: string): Integrity {
  try {
    const database = openDatabase(path, { readOnly: true });
    try {
      const check = prepare<[], { integrity_check: string }>(database, 'PRAGMA integrity_check(1)').get();
      return check?.integrity_check === 'ok' ? 'whole' : 'damaged';
    } finally {
      database.close();
    }
  } catch (error) {
    return saysDamage(faultOf(error).resultCode) ? 'damaged' : 'unknown';
  }
}

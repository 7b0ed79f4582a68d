import { loadPrivatePeppers } from './peppers.js';
import { PeppersFault } from './peppers-fault.js';

/** What to do about a peppers file that production cannot start with, as the rest of a sentence; undefined when it is good. */
export function peppersRemedy(file: string): string | undefined {
  try {
    loadPrivatePeppers(file);
    return undefined;
  } catch (error) {
    if (!(error instanceof PeppersFault)) throw error;
    return remedies[error.code] ?? `must name a file that is right. ${error.message}`;
  }
}

const remedies: Partial<Record<PeppersFault['code'], string>> = {
  PEPPERS_MISSING: 'must name a file that exists: put your peppers there, or make some as docs/operations.md says.',
  PEPPERS_OPEN_TO_OTHERS:
    'must name a file that others cannot read: of the user the server runs as, with mode 0600 (`chmod 600`), or of root with 0640.',
};

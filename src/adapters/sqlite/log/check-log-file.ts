import { join } from 'node:path';
import { StoreUnavailable } from '../../../app/log/event-store.js';
import { checkIntegrity } from '../database/check-integrity.js';
import { damaged } from '../database/errors.js';
import type { Integrity } from '../database/integrity.js';

/** Looks at the pages of events.db and at its index of streams. Rejects with `LogDamaged`, or with `StoreUnavailable` when they could not be read. */
export async function checkLogFile(
  dataDirectory: string,
  signal: AbortSignal,
  check: (path: string, signal: AbortSignal) => Promise<Integrity> | Integrity = checkIntegrity,
): Promise<void> {
  const found = await check(join(dataDirectory, 'events.db'), signal);
  if (found === 'damaged') throw damaged('its pages contradict each other.');
  if (found === 'unknown') throw new StoreUnavailable('The file of the event log cannot be checked now.');
}

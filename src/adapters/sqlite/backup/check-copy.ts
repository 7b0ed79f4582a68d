import { LogDamaged } from '../../../app/log/event-store.js';
import { openDatabase, type Database } from '../database/driver.js';
import { eventIdAt, summaryOf, type LogSummary } from '../log/log-summary.js';
import { verifyEvents, verifySchema } from '../log/verify-log.js';

/** A copy that is not what it was made from must not be taken for a backup. */
export class CopyIsBad extends Error {
  override name = 'CopyIsBad';
  constructor(because: string) {
    super(`The copy is not good (${because}); it was not kept. Try again, and look at the disks.`);
  }
}

/**
 * Reads a copy from its file and holds it against the log, which may have gone on meanwhile: every event is as it was
 * written, it is of the same log, has everything that was there `before` it was made, and ends in the very event that the
 * log has there. Throws `CopyIsBad`.
 */
export function checkCopy(file: string, log: Database, before: LogSummary): LogSummary {
  const copy = openDatabase(file, { readOnly: true });
  try {
    const summary = summaryOf(copy);
    if (summary.logId !== before.logId) throw new CopyIsBad('it is of another log');
    if (summary.events < before.events) throw new CopyIsBad('its end is missing');
    if (eventIdAt(copy, summary.events) !== eventIdAt(log, summary.events))
      throw new CopyIsBad('its end is not that of the log');
    verifyEvents(copy, summary.logId); // damage that the log itself has is copied with it
    verifySchema(copy);
    return summary;
  } catch (error) {
    if (error instanceof LogDamaged) throw new CopyIsBad(error.message);
    throw error instanceof CopyIsBad ? error : new CopyIsBad('it cannot be read');
  } finally {
    copy.close();
  }
}

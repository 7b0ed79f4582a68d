import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, prepare, type Database } from '../database/driver.js';
import { damaged } from '../database/errors.js';
import { passedIn, PASSED_ROWS, VIEWS_FILE, type Passed, type PassedRow } from '../views/view-positions.js';
import { eventIdAt, summaryOf } from './log-summary.js';
import { positionsOf } from './position.js';

/**
 * Throws `LogDamaged` when the views have seen events that the log lacks. Views see an event only after it is on the disk,
 * so whatever they say was there, on this boot of the machine or an earlier one. It is what notices a write-ahead log that
 * was deleted or is unreadable (SQLite takes the rest of it for never written), and an older copy that was put back, also when
 * other events have been written to it since.
 */
export function refuseLost(dataDirectory: string, log: Database): void {
  const seen = seenBefore(dataDirectory);
  const { logId, events: head } = summaryOf(log); // after the views were read: a server may be writing both
  const { sequenceOf } = positionsOf(logId);
  for (const { position, lastEvent } of seen) {
    if (position === null) continue;
    const isOfThisLog = position.startsWith(`${logId}_`);
    if (!isOfThisLog && head === 0)
      throw damaged(
        `it is empty, and the views beside it were made from a log that was not. To start over, use an empty directory.`,
      );
    if (!isOfThisLog) continue; // another log was put here: its views are rebuilt
    const sequence = sequenceOf(position);
    if (sequence > head)
      throw damaged(`it ends at event ${head}, and the views have seen event ${sequence}. ${PUT_BACK}`);
    const last = lastEvent && { ...lastEvent, sequence: sequenceOf(lastEvent.position) };
    if (last && eventIdAt(log, last.sequence) !== last.id)
      throw damaged(`its event ${last.sequence} is not the one that the views have seen. ${PUT_BACK}`);
  }
}

const PUT_BACK = 'If it is a backup that you have put here, delete views.db.';

/** What the projections say that they have passed; nothing where the file does not say it soundly. */
function seenBefore(dataDirectory: string): Passed[] {
  const path = join(dataDirectory, VIEWS_FILE);
  if (!existsSync(path)) return [];
  try {
    const database = openDatabase(path, { readOnly: true });
    try {
      const rows = prepare<[], PassedRow>(database, PASSED_ROWS).all();
      return rows.flatMap((row) => passedIn(row) ?? []);
    } finally {
      database.close();
    }
  } catch {
    return []; // damaged, or of another release: the views are going to be rebuilt
  }
}

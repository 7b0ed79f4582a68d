import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../../app/log/event-store.js';
import { openDatabase, prepare } from '../database/driver.js';
import { damaged } from '../database/errors.js';
import { passedIn, VIEWS_FILE, type PassedRow } from '../views/view-positions.js';
import { positionsOf } from './position.js';

/**
 * Throws `LogDamaged` when the views have seen events that the log lacks. Views see an event only after it is on the disk,
 * so whatever they say was there, on this boot of the machine or an earlier one. It is what notices a write-ahead log that
 * was deleted or is unreadable: SQLite takes the rest of it for never written. `headNow` is asked for the sequence of the
 * newest event, 0 for none, after the views were: a server may be writing both.
 */
export function refuseLost(dataDirectory: string, logId: string, headNow: () => number): void {
  const positions = seenBefore(dataDirectory);
  const head = headNow();
  for (const position of positions) {
    const isOfThisLog = position.startsWith(`${logId}_`);
    if (!isOfThisLog && head === 0)
      throw damaged(
        `it is empty, and the views beside it were made from a log that was not. To start over, use an empty directory.`,
      );
    if (!isOfThisLog) continue; // another log was put here: its views are rebuilt
    const seen = positionsOf(logId).sequenceOf(position);
    if (seen > head)
      throw damaged(
        `it ends at event ${head}, and the views have seen event ${seen}. If it is a backup that you have put here, delete views.db.`,
      );
  }
}

/** What the projections say that they have passed; nothing where the file does not say it soundly. */
function seenBefore(dataDirectory: string): Position[] {
  const path = join(dataDirectory, VIEWS_FILE);
  if (!existsSync(path)) return [];
  try {
    const database = openDatabase(path, { readOnly: true });
    try {
      const rows = prepare<[], PassedRow>(database, 'SELECT name, version, position, checksum FROM projection').all();
      return rows.flatMap((row) => passedIn(row) ?? []);
    } finally {
      database.close();
    }
  } catch {
    return []; // damaged, or of another release: the views are going to be rebuilt
  }
}

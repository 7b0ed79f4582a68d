import { columns, verifiedBy, type ChecksummedRow } from './checksum.js';
import { prepare, type Database } from '../database/driver.js';
import { damaged } from '../database/errors.js';
import { schema } from './log-schema.js';

/** Events read at a time. */
const PAGE_EVENTS = 1000;

/** Throws `LogDamaged` unless tables and triggers are those that this release makes, to the letter. */
export function verifySchema(database: Database): void {
  const stored = prepare<[], { sql: string }>(
    database,
    'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid',
  ).all();
  if (JSON.stringify(stored.map(({ sql }) => sql)) !== JSON.stringify(schema))
    throw damaged('its tables are not those that this release makes.');
}

/**
 * Reads the whole log in one go: its pages hold together, every event is there and as it was written. Some 6 seconds for a
 * million events. Gives the sequence of the last one, 0 for none. Throws `LogDamaged`, or what SQLite throws.
 */
export function verifyEvents(database: Database, logId: string): number {
  const check = prepare<[], { integrity_check: string }>(database, 'PRAGMA integrity_check(1)').get();
  if (check?.integrity_check !== 'ok') throw damaged('its pages contradict each other.');
  const page = prepare<[number, number], ChecksummedRow>(
    database,
    `SELECT ${columns} FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const verified = verifiedBy(logId);
  let last = 0;
  for (let rows = page.all(last, PAGE_EVENTS); rows.length > 0; rows = page.all(last, PAGE_EVENTS))
    for (const row of rows) {
      if (row.sequence !== ++last) throw damaged(`event ${last} is missing.`);
      verified(row);
    }
  return last;
}

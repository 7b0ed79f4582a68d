import { join } from 'node:path';
import { openDatabase, prepare } from '../../../src/adapters/sqlite/database/driver.js';
import { checksumOf, columns, type ChecksummedRow } from '../../../src/adapters/sqlite/log/checksum.js';
import { schema } from '../../../src/adapters/sqlite/log/log-schema.js';

/** What somebody can do who knows the program: all rows written anew with their checksums, and the triggers as they were. */
export function rewriteLog(
  directory: string,
  change: (rows: ChecksummedRow[]) => readonly ChecksummedRow[],
  { checksums = true } = {},
): void {
  const database = openDatabase(join(directory, 'events.db'));
  const logId = prepare<[], { id: string }>(database, 'SELECT id FROM log').get()?.id ?? '';
  const rows = prepare<[], ChecksummedRow>(database, `SELECT ${columns} FROM events ORDER BY sequence`).all();
  const triggers = schema.filter((text) => text.startsWith('CREATE TRIGGER'));
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  for (const text of triggers) database.exec(`DROP TRIGGER ${text.split(' ')[2]}`);
  database.exec('DELETE FROM events');
  const insert = prepare(database, `INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const row of change(rows)) {
    const { sequence, stream, revision, id, type, data, metadata, checksum } = row;
    insert.run(sequence, stream, revision, id, type, data, metadata, checksums ? checksumOf(logId, row) : checksum);
  }
  for (const text of triggers) database.exec(text);
  database.exec('COMMIT');
  database.close();
}

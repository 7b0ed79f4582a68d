import { crc32 } from 'node:zlib';
import type { ViewDatabase } from '../../../app/views/views.js';

/** Of everything that SQLite has noted of the tables and indexes, those of the full-text index included: 31 bits. */
const sumOf = (db: ViewDatabase): number => {
  const noted = db.all<object>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name');
  return noted.length > 0 ? crc32(JSON.stringify(noted)) >>> 1 : 0;
};

const recordedIn = (db: ViewDatabase) => db.get<{ user_version: number }>('PRAGMA user_version')?.user_version;

/** Throws when the file says of its tables what nobody has written there: SQLite would take it at its word. */
export function verifyViewSchema(db: ViewDatabase): void {
  if (sumOf(db) !== recordedIn(db)) throw new Error('the tables of the read models are damaged');
}

/** After tables were made. A crash before it leaves a file that is thrown away. Writes nothing that is there: a write to a large file takes a while. */
export function recordViewSchema(db: ViewDatabase): void {
  const sum = sumOf(db);
  if (sum !== recordedIn(db)) db.get(`PRAGMA user_version = ${sum}`);
}

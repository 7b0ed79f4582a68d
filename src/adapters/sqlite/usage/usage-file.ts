import { join } from 'node:path';
import { readersSchema } from './reader-statements.js';
import { openDatabase, prepare, type Database } from '../database/driver.js';

export const FILE = 'usage.db';
const VERSION = 1;

/** A commit is on the disk before it is answered, and there is one for each flush. */
const settings = ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 1000'];

const schema = `
CREATE TABLE tallies (
  subject_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  client_id TEXT NOT NULL,
  last_at TEXT NOT NULL,
  days TEXT NOT NULL,
  first_day TEXT,
  PRIMARY KEY (subject_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX tallies_by_last ON tallies (last_at);
CREATE INDEX tallies_by_first_day ON tallies (first_day);
CREATE TABLE recording (one INTEGER PRIMARY KEY CHECK (one = 1), observed_since TEXT NOT NULL, last_batch TEXT NOT NULL) STRICT;
PRAGMA user_version = ${VERSION};`;

/** Opens the use of credentials, and makes the file when there is none. A file of its own: it is not worth as much as the log. */
export function openUsageFile(dataDirectory: string): Database {
  const database = openDatabase(join(dataDirectory, FILE));
  try {
    for (const setting of settings) database.exec(`PRAGMA ${setting}`);
    const version = prepare<[], { user_version: number }>(database, 'PRAGMA user_version').get()?.user_version;
    if (version === 0) database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
    else if (version !== VERSION) throw new Error('It was written by a newer release.');
    database.exec(readersSchema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

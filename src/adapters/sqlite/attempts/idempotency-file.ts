import { join } from 'node:path';
import { openDatabase, prepare, type Database } from '../database/driver.js';

const BUSY_TIMEOUT_MS = 5000;
const VERSION = 1;

/** As in the log, a commit is on the disk before it is answered: what was minted outlives a crash before its event. */
const settings = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'wal_autocheckpoint = 0', // checkpoints are the thread's own
  `busy_timeout = ${BUSY_TIMEOUT_MS}`,
  'temp_store = MEMORY', // VACUUM's own file: where no directory for it can be written, that looks like a broken disk
];

const schema = `
CREATE TABLE records (
  id TEXT PRIMARY KEY,
  argumentsMac TEXT NOT NULL,
  seed TEXT NOT NULL,
  minted TEXT,
  ending TEXT,
  expiresAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_expiry ON records (expiresAt);
PRAGMA user_version = ${VERSION};`;

/** Opens the records of idempotent commands, and makes the file when there is none. A file of its own: it is not backed up. */
export function openRecordsFile(dataDirectory: string): Database {
  const database = openDatabase(join(dataDirectory, 'idempotency.db'));
  try {
    for (const setting of settings) database.exec(`PRAGMA ${setting}`);
    const version = prepare<[], { user_version: number }>(database, 'PRAGMA user_version').get()?.user_version;
    if (version === 0) database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, prepare, type Database } from './driver.js';
import { LogFault, LogIsNewer } from './errors.js';
import { schema, SCHEMA_VERSION } from './log-schema.js';

/** Milliseconds to wait for a tool outside that looks into the file, such as a backup. */
const BUSY_TIMEOUT = 5000;
const file = (dataDirectory: string) => join(dataDirectory, 'events.db');

/** Opens the log for writing, and makes it when there is none. Throws `LogIsNewer`, `LogFault` or an SQLite error. */
export function openLog(dataDirectory: string): { database: Database; logId: string } {
  const database = openDatabase(file(dataDirectory));
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    const mode = prepare<[], { journal_mode: string }>(database, 'PRAGMA journal_mode = WAL').get()?.journal_mode;
    if (mode !== 'wal') throw new LogFault('The file system of the data directory does not allow a write-ahead log.');
    // FULL: every commit is on the disk before it is acknowledged. Checkpoints are the writer's own (checkpoint.ts).
    database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864');
    return { database, logId: identify(database, dataDirectory) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A connection that cannot write, and that waits for no writer. The log has to be open for writing already. */
export function openLogForReading(dataDirectory: string): Database {
  const database = openDatabase(file(dataDirectory), { readOnly: true });
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}; PRAGMA query_only = ON`);
  return database;
}

function identify(database: Database, dataDirectory: string): string {
  const version = prepare<[], { user_version: number }>(database, 'PRAGMA user_version').get()?.user_version ?? 0;
  if (version > SCHEMA_VERSION) throw new LogIsNewer(dataDirectory);
  if (version === 0) create(database);
  const id = prepare<[], { id: string }>(database, 'SELECT id FROM log').get()?.id;
  if (id === undefined) throw new LogFault('The event log has no id.');
  return id;
}

function create(database: Database): void {
  database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${SCHEMA_VERSION}`);
  prepare<[string]>(database, 'INSERT INTO log (id) VALUES (?)').run(randomBytes(6).toString('hex'));
  database.exec('COMMIT');
}

import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, prepare, type Database } from '../database/driver.js';
import { damaged, LogFault, LogIsNewer } from '../database/errors.js';
import { isGeneric } from '../database/result-code.js';
import { schema, SCHEMA_VERSION } from './log-schema.js';
import { verifySchema } from './verify-log.js';
import { refuseLost } from './refuse-lost-events.js';

/** Milliseconds to wait for a tool outside that looks into the file, such as a backup. */
const BUSY_TIMEOUT_MS = 5000;
const file = (dataDirectory: string) => join(dataDirectory, 'events.db');

/**
 * Opens the log for writing, and makes it when there is none. Reads no event but the last that the views have seen: damage in
 * others is met by whoever reads them, at the latest by the scrub. Throws `LogIsNewer`, `LogDamaged`, `LogFault` or an SQLite error.
 */
export function openLog(dataDirectory: string): { database: Database; logId: string } {
  refuseOrphan(dataDirectory);
  const database = openDatabase(file(dataDirectory));
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    const mode = prepare<[], { journal_mode: string }>(database, 'PRAGMA journal_mode = WAL').get()?.journal_mode;
    if (mode !== 'wal') throw new LogFault('The file system of the data directory does not allow a write-ahead log.');
    // FULL: every commit is on the disk before it is acknowledged. Checkpoints are the writer's own (checkpoint.ts).
    database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864');
    database.exec('BEGIN IMMEDIATE; ROLLBACK'); // what cannot be written is to be known now
    const logId = identify(database, dataDirectory);
    refuseLost(dataDirectory, database);
    return { database, logId };
  } catch (error) {
    database.close();
    // No such table, a file format that is not supported: what is asked is right, so the file is not.
    throw isGeneric(error) ? damaged('SQLite cannot make sense of it.') : error;
  }
}

/** A connection that cannot write, and that waits for no writer. The log has to be open for writing already. */
export function openLogForReading(dataDirectory: string): Database {
  const database = openDatabase(file(dataDirectory), { readOnly: true });
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA query_only = ON`);
  return database;
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** SQLite would delete a write-ahead log whose database is missing or empty: with what may be the last copy of the events in it. */
function refuseOrphan(dataDirectory: string): void {
  const path = file(dataDirectory);
  if (sizeOf(path) === 0 && sizeOf(`${path}-wal`) > 0)
    throw damaged('events.db is missing or empty, and its write-ahead log is there.');
}

function identify(database: Database, dataDirectory: string): string {
  const version = prepare<[], { user_version: number }>(database, 'PRAGMA user_version').get()?.user_version ?? 0;
  if (version > SCHEMA_VERSION) throw new LogIsNewer(dataDirectory);
  if (version === 0) create(database);
  else if (version !== SCHEMA_VERSION)
    throw new LogFault('It is of a form that no release has written: begin with an empty data directory.');
  verifySchema(database);
  const id = prepare<[], { id: string }>(database, 'SELECT id FROM log').get()?.id;
  if (id === undefined) throw new LogFault('The event log has no id.');
  return id;
}

function create(database: Database): void {
  const isEmpty = prepare<[], object>(database, 'SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty) throw damaged('it has no version, and is not new.');
  database.exec(`BEGIN IMMEDIATE; ${schema.join('; ')}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  prepare<[string]>(database, 'INSERT INTO log (id) VALUES (?)').run(randomBytes(6).toString('hex'));
  database.exec('COMMIT');
}

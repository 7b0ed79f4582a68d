import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, prepare, type Database } from './driver.js';
import { LogFault, LogIsNewer } from './errors.js';
import { SCHEMA_VERSION } from '../log/log-schema.js';

/** Milliseconds to wait for a lock; a writer never has one that stops a reader. */
const BUSY_TIMEOUT_MS = 5000;

/** The log, beside a server that has the directory for itself or without one; it cannot be written. Throws `LogFault`, `LogIsNewer`, or what SQLite throws. */
export function openReadOnly(dataDirectory: string): Database {
  const path = join(dataDirectory, 'events.db');
  if (!existsSync(path)) throw new LogFault(`There is no event log in ${dataDirectory}.`);
  const log = openDatabase(path, { readOnly: true });
  try {
    log.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    const version = prepare<[], { user_version: number }>(log, 'PRAGMA user_version').get()?.user_version ?? 0;
    if (version > SCHEMA_VERSION) throw new LogIsNewer(dataDirectory);
    if (version === 0) throw new LogFault(`What is in ${dataDirectory} is no event log.`);
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '../database/driver.js';
import { DataDirectoryInUse, DataDirectoryUnusable, unusable } from '../database/errors.js';
import { isBusy } from '../database/result-code.js';

/**
 * Makes the directory if need be and takes it for this process until the database returned is closed.
 * The operating system drops the lock with the process, however that ends: a lock file by name would stay.
 * Throws `DataDirectoryInUse` or `DataDirectoryUnusable`.
 */
export function takeDataDirectory(dataDirectory: string): Database {
  probe(dataDirectory);
  const lock = openDatabase(join(dataDirectory, 'lock.db'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DataDirectoryInUse(dataDirectory) : error;
  }
}

/** SQLite says "unable to open database file" to all of this; the operating system knows why. */
function probe(dataDirectory: string): void {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const file of ['lock.db', 'events.db'].map((name) => join(dataDirectory, name)))
      if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = reasons[code] ?? `it cannot be made or written (${code}).`;
    throw new DataDirectoryUnusable(unusable(dataDirectory, why));
  }
}

const notOurs = 'it, or a file in it, may not be written by this user: give it to the one that the server runs as.';
const noDirectory = 'it is a file, or lies below one: set KEYLEDGER_DATA_DIR to a directory.';
const reasons: Record<string, string> = {
  EACCES: notOurs,
  EPERM: notOurs,
  EROFS: 'its file system is mounted read-only: mount it for writing, or set KEYLEDGER_DATA_DIR.',
  EEXIST: noDirectory,
  ENOTDIR: noDirectory,
  ENOSPC: 'its disk is full: free some space.',
};

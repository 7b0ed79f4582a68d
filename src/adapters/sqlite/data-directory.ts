import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from './driver.js';
import { DataDirectoryInUse } from './errors.js';
import { isBusy } from './result-code.js';

/**
 * Makes the directory if need be and takes it for this process until the database returned is closed.
 * The operating system drops the lock with the process, however that ends: a lock file by name would stay.
 * Throws `DataDirectoryInUse`.
 */
export function takeDataDirectory(dataDirectory: string): Database {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const lock = openDatabase(join(dataDirectory, 'lock.db'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DataDirectoryInUse(dataDirectory) : error;
  }
}

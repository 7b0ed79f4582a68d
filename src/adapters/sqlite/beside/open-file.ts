import { openDatabase, prepare, type Database } from '../database/driver.js';

/** A commit is on the disk before it is answered. */
const settings = ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 1000'];

export interface FileForm {
  version: number;
  /** Statements that make its tables. */
  schema: string;
}

/** Opens a file beside the log, and makes it when there is none. */
export function openFile(path: string, { version, schema }: FileForm): Database {
  const database = openDatabase(path);
  try {
    for (const setting of settings) database.exec(`PRAGMA ${setting}`);
    const found = prepare<[], { user_version: number }>(database, 'PRAGMA user_version').get()?.user_version;
    if (found === 0) database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${version}; COMMIT`);
    else if (found !== version) throw new Error('It was written by a newer release.');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

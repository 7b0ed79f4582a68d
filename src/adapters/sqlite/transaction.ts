import type { Database } from './driver.js';

/** All of the work or nothing of it, on the disk when this returns. Throws what the work or SQLite throws. */
export function transaction<Result>(database: Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK'); // a full disk has rolled back already
    throw error;
  }
}

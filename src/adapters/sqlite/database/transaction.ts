import type { Database } from './driver.js';

/** All of the work or nothing of it, on the disk when this returns. Throws what the work or SQLite throws. */
export function transaction<Result>(database: Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } finally {
    undo(database);
  }
}

/** A transaction during which the event loop turns. Reads over this connection meanwhile see uncommitted rows. */
export async function lastingTransaction(database: Database, work: () => Promise<void>): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  try {
    await work();
    database.exec('COMMIT');
  } finally {
    undo(database);
  }
}

/** What was not committed; a full disk has rolled back already. */
const undo = (database: Database) => void (database.isTransaction && database.exec('ROLLBACK'));

import type { ViewDatabase, ViewsDamaged } from '../../../app/views/views.js';
import type { Database } from '../database/driver.js';

export interface TransactionalDatabase extends ViewDatabase {
  /** All of it or nothing. */
  transaction(work: () => void): void;
  /** A transaction during which the event loop turns. Reads meanwhile see uncommitted rows. */
  lastingTransaction(work: () => Promise<void>): Promise<void>;
  exec(sql: string): void;
  /** The pages of the file contradict each other: whoever listens is told, and only another file will do. */
  broken(): ViewsDamaged;
  isBroken(): boolean;
  /** Closes the file, goes on with another and prepares it; until both were done once the views stay broken. */
  replace(open: () => Database, prepare: () => void): void;
  close(): void;
}

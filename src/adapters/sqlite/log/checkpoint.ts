import { prepare, type Database } from '../database/driver.js';
import { unlessDiskFails } from '../database/fault.js';

/** Events between two checkpoints; about 8 MB of write-ahead log when each has a commit of its own. */
const CHECKPOINT_EVERY_EVENTS = 1000;

/**
 * Carries the write-ahead log over into the database every so many events. SQLite would do it by itself inside a commit,
 * before the callers are answered, and would keep an fsync error to itself: here it throws.
 */
export function checkpointer(database: Database): (written: number) => void {
  const checkpoint = prepare<[], { busy: number }>(database, 'PRAGMA wal_checkpoint(PASSIVE)');
  let since = 0;
  return (written) => {
    since += written;
    if (since < CHECKPOINT_EVERY_EVENTS) return;
    since = 0;
    unlessDiskFails(() => checkpoint.get(), later);
  };
}

const later = () => undefined; // a longer log costs nothing else

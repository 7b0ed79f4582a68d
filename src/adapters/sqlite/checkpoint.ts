import { prepare, type Database } from './driver.js';
import { isDiskFault } from './result-code.js';

/** Events between two checkpoints; about 8 MB of write-ahead log when each has a commit of its own. */
const INTERVAL = 1000;

/**
 * Carries the write-ahead log over into the database every so many events. SQLite would do it by itself inside a commit,
 * before the callers are answered, and would keep an fsync error to itself: here it throws.
 */
export function checkpointer(database: Database): (written: number) => void {
  const checkpoint = prepare<[], { busy: number }>(database, 'PRAGMA wal_checkpoint(PASSIVE)');
  let since = 0;
  return (written) => {
    since += written;
    if (since < INTERVAL) return;
    since = 0;
    try {
      checkpoint.get();
    } catch (error) {
      // Anything but a broken disk (a full one, a busy one) costs nothing but a longer log: it is tried again later.
      if (isDiskFault(error)) throw error;
    }
  };
}

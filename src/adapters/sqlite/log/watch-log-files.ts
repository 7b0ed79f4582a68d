import { join } from 'node:path';
import { damaged } from '../database/errors.js';
import { openedFiles } from '../database/opened-files.js';
import { openLogForReading } from './log-file.js';
import { eventIdAt, summaryOf } from './log-summary.js';
import { verifyEvents } from './verify-log.js';

/**
 * Tells the writing thread whether the log in the data directory is still the one that it writes to: not removed, replaced or
 * overwritten. To be made when the log is open.
 */
export function watchLogFiles(dataDirectory: string, logId: string) {
  const inDirectory = (name: string) => join(dataDirectory, name);
  const files = openedFiles(['events.db', 'events.db-wal'].map(inDirectory));
  const lock = openedFiles([inDirectory('lock.db')]); // without it another server could take the directory

  /** Reads the log as a stranger finds it. A tool that checkpoints a database writes to its files as well, and keeps every event. */
  function verifyContent(newest: { sequence: number; id: string } | undefined): void {
    const log = openLogForReading(dataDirectory);
    try {
      if (summaryOf(log).logId !== logId) throw damaged('another log was written over it.');
      verifyEvents(log, logId);
      if (newest && eventIdAt(log, newest.sequence) !== newest.id)
        throw damaged(`event ${newest.sequence} is not the one that was written there.`);
    } finally {
      log.close();
    }
  }

  return {
    /** `newest` is the newest event of the log. Throws `LogFault` or `LogDamaged`; no append may be acknowledged then, or ever again. */
    verify(newest: { sequence: number; id: string } | undefined): void {
      lock.verify();
      if (files.verify()) return;
      verifyContent(newest);
      files.written();
    },
    /** After a write of ours: the same paths still lead to the same files, or this throws `LogFault`. */
    written(): void {
      files.verify();
      files.written();
    },
  };
}

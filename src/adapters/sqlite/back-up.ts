import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../app/event-store.js';
import { checkCopy, summaryOf } from './check-copy.js';
import { openDatabase, prepare, type Database } from './driver.js';
import { emptyDirectory, fsync } from './empty-directory.js';
import { LogFault, LogIsNewer } from './errors.js';
import { SCHEMA_VERSION } from './log-schema.js';
import { positionsOf } from './position.js';

export interface BackedUp {
  file: string;
  events: number;
  /** The newest event in the copy. */
  head: Position;
  bytes: number;
}

/** Milliseconds to wait for a lock; a writer never has one that stops a reader. */
const BUSY_TIMEOUT = 5000;

/**
 * Copies the log as it is at one moment, while a server writes to it or none runs, to `events.db` in an empty directory.
 * Everything acknowledged before is in the copy. It has that name only when it is whole, checked and on the disk. Throws
 * `TargetNotEmpty`, `LogFault`, `LogIsNewer`, `CopyIsBad`, or what SQLite or the file system throws.
 */
export function backUp(dataDirectory: string, target: string): BackedUp {
  const log = openLogOf(dataDirectory);
  try {
    const { sync } = emptyDirectory(target);
    const file = join(target, 'events.db');
    const draft = `${file}.${randomUUID()}`;
    try {
      const before = summaryOf(log);
      closeSync(openSync(draft, 'wx', 0o600)); // SQLite fills an empty file, and would make one that others may read
      prepare<[string]>(log, 'VACUUM INTO ?').run(draft); // one read transaction, which waits for no writer
      fsync(draft);
      const { logId, events } = checkCopy(draft, log, before);
      renameSync(draft, file);
      sync();
      return { file, events, head: positionsOf(logId).at(events), bytes: statSync(file).size };
    } finally {
      for (const suffix of ['', '-journal']) rmSync(draft + suffix, { force: true });
    }
  } finally {
    log.close();
  }
}

/** Not by way of the store: a server has that directory for itself. */
function openLogOf(dataDirectory: string): Database {
  const path = join(dataDirectory, 'events.db');
  if (!existsSync(path)) throw new LogFault('There is no event log in KEYLEDGER_DATA_DIR.');
  const log = openDatabase(path, { readOnly: true });
  try {
    log.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    const version = prepare<[], { user_version: number }>(log, 'PRAGMA user_version').get()?.user_version ?? 0;
    if (version > SCHEMA_VERSION) throw new LogIsNewer(dataDirectory);
    if (version === 0) throw new LogFault('What is in KEYLEDGER_DATA_DIR is no event log.');
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}

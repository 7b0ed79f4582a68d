import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../../app/log/event-store.js';
import { summaryOf } from '../log/log-summary.js';
import { checkCopy } from './check-copy.js';
import { prepare } from '../database/driver.js';
import { emptyDirectory, fsync } from './empty-directory.js';
import { openReadOnly } from '../database/open-read-only.js';
import { positionsOf } from '../log/position.js';

export interface BackedUp {
  file: string;
  events: number;
  /** The newest event in the copy. */
  head: Position;
  bytes: number;
}

/**
 * Copies the log as it is at one moment, while a server writes to it or none runs, to `events.db` in an empty directory.
 * Everything acknowledged before is in the copy. It has that name only when it is whole, checked and on the disk. Throws
 * `TargetNotEmpty`, `LogFault`, `LogIsNewer`, `CopyIsBad`, or what SQLite or the file system throws.
 */
export function backUp(dataDirectory: string, target: string): BackedUp {
  const log = openReadOnly(dataDirectory);
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

/** The thread that keeps the use of credentials: it waits for the disk. No fault of its file ends anything: it is opened anew. */
import { join } from 'node:path';
import type { Database } from '../database/driver.js';
import { hasRoom, noRoom } from '../database/disk-space.js';
import { faultOf } from '../database/fault.js';
import { openedFiles } from '../database/opened-files.js';
import { transaction } from '../database/transaction.js';
import { runThread } from '../threads/thread.js';
import { FILE, openUsageFile } from './usage-file.js';
import type { UsageAnswer, UsageRequest } from './usage-messages.js';
import { usageCommands } from './usage-statements.js';

interface Opened {
  database: Database;
  answer: (request: UsageRequest) => UsageAnswer;
  /** Throws when the file is no longer the one at its path. */
  verify: () => unknown;
}

function open(dataDirectory: string): Opened {
  const database = openUsageFile(dataDirectory);
  try {
    const { verify } = openedFiles([join(dataDirectory, FILE)]);
    return { database, answer: usageCommands(database), verify };
  } catch (error) {
    database.close();
    throw error;
  }
}

runThread<null, UsageRequest, UsageAnswer>((dataDirectory) => {
  let opened: Opened | undefined;

  function close(): void {
    try {
      opened?.database.close();
    } finally {
      opened = undefined;
    }
  }

  function answer(request: UsageRequest): UsageAnswer {
    if ((request.kind === 'write' || request.kind === 'writeReads') && !hasRoom(dataDirectory))
      return { kind: 'unavailable', fault: noRoom };
    try {
      opened ??= open(dataDirectory);
      const { database, answer: ask, verify } = opened;
      verify();
      return transaction(database, () => ask(request));
    } catch (error) {
      tryTo(close);
      return { kind: 'unavailable', fault: faultOf(error) };
    }
  }

  return {
    opened: null,
    handle: (numbered, tell) => tell(numbered.map(({ number, request }) => ({ number, answer: answer(request) }))),
    close: () => tryTo(close),
  };
});

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // the file is given up either way
  }
}

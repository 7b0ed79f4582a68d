import { setImmediate as turn } from 'node:timers/promises';
import { integrityOf } from '../../../src/adapters/sqlite/database/integrity.js';
import { answering } from '../../../src/adapters/sqlite/log/answer-reads.js';
import { checkLogFile } from '../../../src/adapters/sqlite/log/check-log-file.js';
import { watchCommits } from '../../../src/adapters/sqlite/log/commit-feed.js';
import { embeddedStore } from '../../../src/adapters/sqlite/log/embedded-store.js';
import { openLogForReading } from '../../../src/adapters/sqlite/log/log-file.js';
import { summaryOf } from '../../../src/adapters/sqlite/log/log-summary.js';
import type { ReadRequest } from '../../../src/adapters/sqlite/log/messages.js';
import { scrubLog, type PassCheck } from '../../../src/app/scrub/scrub-log.js';
import type { EventStore } from '../../../src/app/log/event-store.js';

const never = () => {
  throw new Error('Nothing is written here.');
};

/** The log in the directory, to be read without threads. */
export function storeWithoutThreads(dataDirectory: string): { store: EventStore; close: () => void } {
  const database = openLogForReading(dataDirectory);
  const answer = answering(database);
  const reader = { opened: null, call: async (request: ReadRequest) => answer(request), close: async () => undefined };
  const writer = { opened: summaryOf(database), call: never, close: async () => undefined };
  const store = embeddedStore({ writer, reader, commits: watchCommits(), hasFailed: () => false });
  return { store, close: () => database.close() };
}

/** One whole pass of the scrub over a log, without threads and without rests. Rejects with what it finds. */
export async function scrubOnce(dataDirectory: string, checkPass?: (store: EventStore) => PassCheck): Promise<void> {
  const { store, close } = storeWithoutThreads(dataDirectory);
  try {
    await new Promise<void>((resolve, reject) => {
      const scrub = scrubLog({
        store,
        checkPass: checkPass && (() => checkPass(store)),
        checkFiles: (signal) => checkLogFile(dataDirectory, signal, integrityOf),
        onDamage: reject,
        onTrouble(error) {
          scrub.stop();
          reject(error as Error);
        },
        now: () => new Date(),
        pause: () => turn(),
      });
      scrub.begin();
      void scrub.wholePass().then(scrub.stop).then(resolve);
    });
  } finally {
    close();
  }
}

/** The thread that keeps records of idempotent commands: it waits for the disk, and what has queued up shares one fsync. */
import { join } from 'node:path';
import { checkpointer } from '../log/checkpoint.js';
import type { Database } from '../database/driver.js';
import { openedFiles } from '../database/opened-files.js';
import { openRecordsFile } from './idempotency-file.js';
import type { RecordsAnswer, RecordsRequest } from './idempotency-messages.js';
import { recordCommands, type RecordCommands } from './idempotency-statements.js';
import { runThread } from '../threads/thread.js';
import { transaction } from '../database/transaction.js';
import { unlessDiskFails } from '../database/fault.js';

runThread<null, RecordsRequest, RecordsAnswer>((dataDirectory) => {
  const database = openRecordsFile(dataDirectory);
  const commands = recordCommands(database, dataDirectory);
  const checkpoint = checkpointer(database);
  const files = openedFiles(['idempotency.db', 'idempotency.db-wal'].map((name) => join(dataDirectory, name)));
  return {
    opened: null,
    handle(numbered, tell) {
      const answers = unlessDiskFails(
        () => transaction(database, () => numbered.map(({ request }) => commands.answer(request))),
        (fault): RecordsAnswer[] => numbered.map(() => ({ kind: 'unavailable', fault })),
      );
      const purged = numbered.some(({ request }) => request.kind === 'purge');
      if (purged && commands.traces()) unlessDiskFails(() => rewrite(database, commands), ignored); // answered after the rewrite
      files.verify();
      tell(numbered.map(({ number }, index) => ({ number, answer: answers[index] as RecordsAnswer })));
      checkpoint(numbered.length);
    },
    close: () => database.close(),
  };
});

const ignored = () => undefined; // the traces are still there with the next purge

/**
 * A deleted row stays readable in the gaps of its page and in the write-ahead log, `secure_delete` or not (cells that a
 * page was split from are not overwritten): the file is rewritten from the remaining rows.
 */
function rewrite(database: Database, commands: RecordCommands): void {
  database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  commands.noTraces();
}

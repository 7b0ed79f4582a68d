/** The writing thread: it owns the data directory, and alone waits for the disk. */
import { batchAppender } from './append-batch.js';
import { checkpointer } from './checkpoint.js';
import { commitDelay } from './commit-delay.js';
import { takeDataDirectory } from './data-directory.js';
import { hasRoom, noRoom } from '../database/disk-space.js';
import { openLog } from './log-file.js';
import type { AppendAnswer, AppendRequest, WriterOpened } from './messages.js';
import type { Fault } from '../database/fault.js';
import { runThread } from '../threads/thread.js';
import { unlessDiskFails } from '../database/fault.js';

runThread<WriterOpened, AppendRequest, AppendAnswer>((dataDirectory) => {
  const lock = takeDataDirectory(dataDirectory);
  try {
    const { database, logId } = openLog(dataDirectory);
    const appendAll = batchAppender(database, logId);
    const checkpoint = checkpointer(database);
    const delay = commitDelay();
    return {
      opened: { logId },
      delay: delay.next,
      handle(numbered, answer) {
        const toEach = (answerOf: (index: number) => AppendAnswer) =>
          answer(numbered.map(({ number }, index) => ({ number, answer: answerOf(index) })));
        const batch = hasRoom(dataDirectory)
          ? delay.timed(numbered.length, () =>
              unlessDiskFails(() => appendAll(numbered.map(({ request }) => request)), refused),
            )
          : { fault: noRoom };
        if ('fault' in batch) return toEach(() => ({ kind: 'unavailable', fault: batch.fault }));
        toEach((index) => batch.answers[index] as AppendAnswer);
        checkpoint(batch.written); // after the answers: nobody waits for it but the next batch
      },
      close() {
        database.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
});

const refused = (fault: Fault) => ({ fault });

/** The writing thread: it owns the data directory, and alone waits for the disk. */
import { batchAppender } from './append-batch.js';
import { awaitCompany } from './company.js';
import { checkpointer } from './checkpoint.js';
import { takeDataDirectory } from './data-directory.js';
import { faultOf } from './fault.js';
import { openLog } from './log-file.js';
import type { AppendAnswer, AppendRequest, Fault, WriterOpened } from './messages.js';
import { isDiskFault } from './result-code.js';
import { hasRoom, noRoom } from './room.js';
import { runThread } from './thread.js';

runThread<WriterOpened, AppendRequest, AppendAnswer>((dataDirectory) => {
  const lock = takeDataDirectory(dataDirectory);
  try {
    const { database, logId } = openLog(dataDirectory);
    const appendAll = batchAppender(database, logId);
    const checkpoint = checkpointer(database);
    const company = awaitCompany();
    return {
      opened: { logId },
      patience: company.patience,
      handle(numbered, answer) {
        const toEach = (answerOf: (index: number) => AppendAnswer) =>
          answer(numbered.map(({ number }, index) => ({ number, answer: answerOf(index) })));
        const batch = hasRoom(dataDirectory)
          ? company.timed(numbered.length, () => attempt(() => appendAll(numbered.map(({ request }) => request))))
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

/** The result, or why there is none; but a broken disk ends everything. */
function attempt<Result extends object>(run: () => Result): Result | { fault: Fault } {
  try {
    return run();
  } catch (error) {
    if (isDiskFault(error)) throw error;
    return { fault: faultOf(error) };
  }
}

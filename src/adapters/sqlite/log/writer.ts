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
import type { Numbered } from '../threads/messages.js';
import type { Database } from '../database/driver.js';
import { unlessDiskFails } from '../database/fault.js';
import { eventIdAt, summaryOf } from './log-summary.js';
import { watchLogFiles } from './watch-log-files.js';

runThread<WriterOpened, AppendRequest, AppendAnswer>((dataDirectory) => {
  const lock = takeDataDirectory(dataDirectory);
  try {
    const { database, logId } = openLog(dataDirectory);
    const appendAll = batchAppender(database, logId);
    const checkpoint = checkpointer(database);
    const delay = commitDelay();
    const files = watchLogFiles(dataDirectory, logId);
    let newest = newestIn(database);
    const watch = () => files.verify(newest);
    return {
      opened: { logId },
      delay: delay.next,
      watch,
      handle(numbered, answer) {
        watch();
        const toEach = (answerOf: (index: number) => AppendAnswer) =>
          answer(numbered.map(({ number }, index) => ({ number, answer: answerOf(index) })));
        const batch = hasRoom(dataDirectory)
          ? delay.timed(numbered.length, () =>
              unlessDiskFails(() => appendAll(numbered.map(({ request }) => request)), refused),
            )
          : { fault: noRoom };
        files.written();
        if ('fault' in batch) return toEach(() => ({ kind: 'unavailable', fault: batch.fault }));
        newest = newestOf(numbered, batch.answers) ?? newest;
        toEach((index) => batch.answers[index] as AppendAnswer);
        checkpoint(batch.written); // after the answers: nobody waits for it but the next batch
        files.written();
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

interface NumberedEvent {
  sequence: number;
  id: string;
}

function newestIn(log: Database): NumberedEvent | undefined {
  const { events } = summaryOf(log);
  const id = eventIdAt(log, events);
  return id === undefined ? undefined : { sequence: events, id };
}

/** Of those that these appends have written, if any. */
function newestOf(
  appends: readonly Numbered<AppendRequest>[],
  answers: readonly AppendAnswer[],
): NumberedEvent | undefined {
  const last = answers.findLastIndex((answer) => answer.kind === 'appended' && answer.fresh);
  const [answer, id] = [answers[last], appends[last]?.request.events.at(-1)?.id];
  return answer?.kind === 'appended' && id !== undefined ? { sequence: answer.sequence, id } : undefined;
}

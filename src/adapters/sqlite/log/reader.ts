/** The reading thread: on the write-ahead log a reader never waits for the writer, nor for its fsync. */
import { answering } from './answer-reads.js';
import { openLogForReading } from './log-file.js';
import type { Answered } from '../threads/messages.js';
import type { ReadAnswer, ReadRequest } from './messages.js';
import { runThread } from '../threads/thread.js';

/** Events after which answers are posted: larger messages make callers start later than necessary. */
const MESSAGE_EVENTS = 20;

runThread<null, ReadRequest, ReadAnswer>((dataDirectory) => {
  const database = openLogForReading(dataDirectory);
  const read = answering(database);
  return {
    opened: null,
    handle(requests, answer) {
      let [together, rows]: [Answered<ReadAnswer>[], number] = [[], 0];
      for (const { number, request } of requests) {
        const found = read(request);
        together.push({ number, answer: found });
        rows += found.kind === 'events' ? found.rows.length : 0;
        if (rows < MESSAGE_EVENTS) continue;
        answer(together);
        [together, rows] = [[], 0];
      }
      if (together.length > 0) answer(together);
    },
    close: () => database.close(),
  };
});

import { attemptRecords, type RecordingAttempts } from './attempts/attempt-records.js';
import { readerStreams } from './readers/readers-store.js';
import { usageStreams, type RecordingUsage } from './usage/usage-store.js';
import { workerStreams } from './worker/worker-state.js';

/** What is kept over the same connection in streams outside the log, most of them with an age at which it goes. */
export function besideTheLog(recording: RecordingAttempts & RecordingUsage) {
  const [records, usage, readers] = [attemptRecords(recording), usageStreams(recording), readerStreams(recording)];
  const workerState = workerStreams(recording);
  return {
    records,
    usage: { ...usage, ...readers, close: async () => void (await Promise.all([usage.close(), readers.close()])) },
    workerState,
    closeBeside: async () =>
      void (await Promise.all([records, usage, readers, workerState].map((each) => each.close()))),
  };
}

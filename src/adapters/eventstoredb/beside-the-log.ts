import { attemptRecords, type RecordingAttempts } from './attempts/attempt-records.js';
import { readerStreams } from './readers/readers-store.js';
import { usageStreams, type RecordingUsage } from './usage/usage-store.js';

/** What is kept over the same connection in streams outside the log, most of them with an age at which it goes. */
export function besideTheLog(recording: RecordingAttempts & RecordingUsage) {
  const [usage, readers] = [usageStreams(recording), readerStreams(recording)];
  const close = async () => void (await Promise.all([usage.close(), readers.close()]));
  return { records: attemptRecords(recording), usage: { ...usage, ...readers, close } };
}

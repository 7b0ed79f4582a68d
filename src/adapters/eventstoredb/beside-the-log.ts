import { attemptRecords, type RecordingAttempts } from './attempts/attempt-records.js';
import { usageStreams, type RecordingUsage } from './usage/usage-store.js';

/** What is kept over the same connection in streams outside the log, each with an age at which it goes. */
export const besideTheLog = (recording: RecordingAttempts & RecordingUsage) => ({
  records: attemptRecords(recording),
  usage: usageStreams(recording),
});

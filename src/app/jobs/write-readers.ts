import type { ReadersRecorder } from '../readers/recorder.js';
import type { Job } from './start-jobs.js';

/** As often as uses are written: what a crash loses is of the last 15 s at most. */
const EVERY_MS = 13_000;

/** Writes who has read the history of other people's keys since the run before. */
export const writeReaders = ({ flush }: Pick<ReadersRecorder, 'flush'>): Job => ({
  name: 'write-readers',
  everyMs: EVERY_MS,
  run: () => flush(),
});

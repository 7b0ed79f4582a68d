import type { UsageRecorder } from '../usage/recorder.js';
import type { Job } from './start-jobs.js';

/** With the spread of a run, two runs are less than 15 s apart: what a crash loses at most. */
const EVERY_MS = 13_000;

/** Writes the uses of credentials that were noted since the run before. */
export const writeUsage = ({ flush }: Pick<UsageRecorder, 'flush'>): Job => ({
  name: 'write-usage',
  everyMs: EVERY_MS,
  run: () => flush(),
});

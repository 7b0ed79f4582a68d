import type { Checkpoints } from '../proof/keep-checkpoints.js';
import type { Job } from './start-jobs.js';

/** With its spread of a tenth an event is signed after 33 seconds at most. */
const EVERY_MS = 30_000;

/** Signs the tree as it has become. */
export const signCheckpoint = ({ sign }: Pick<Checkpoints, 'sign'>): Job => ({
  name: 'sign-checkpoint',
  everyMs: EVERY_MS,
  run: sign,
});

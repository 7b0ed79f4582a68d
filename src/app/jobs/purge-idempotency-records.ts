import type { IdempotencyRecords } from '../commands/idempotency/records.js';
import type { Job } from './start-jobs.js';

/** With the spread of a run, an expired record is gone within the hour. Not more often: a purge that finds one rewrites a whole file. */
const EVERY_MS = 55 * 60 * 1000;

export interface Purging {
  records: Pick<IdempotencyRecords, 'purge'>;
  now: () => Date;
}

/** Deletes the expired records of idempotent commands: their sealed content must not exist anywhere after a day. */
export const purgeIdempotencyRecords = ({ records, now }: Purging): Job => ({
  name: 'purge-idempotency-records',
  everyMs: EVERY_MS,
  run: () => records.purge(now().toISOString()),
});

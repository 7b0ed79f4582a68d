import type { IdempotencyRecords } from '../commands/idempotency/records.js';
import type { Job } from './start-jobs.js';

/** With the spread of a run, what has expired is gone within the hour. More often costs: a purge that finds something writes a whole file anew. */
const EVERY_MS = 55 * 60 * 1000;

export interface Purging {
  records: Pick<IdempotencyRecords, 'purge'>;
  now: () => Date;
}

/** Does away with the records of idempotent commands that have expired: what they hold, sealed, is to be nowhere after a day. */
export const purgeIdempotencyRecords = ({ records, now }: Purging): Job => ({
  name: 'purge-idempotency-records',
  everyMs: EVERY_MS,
  run: () => records.purge(now().toISOString()),
});

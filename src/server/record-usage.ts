import { setTimeout as delay } from 'node:timers/promises';
import { purgeUsage } from '../app/jobs/purge-usage.js';
import type { Job } from '../app/jobs/start-jobs.js';
import { writeUsage } from '../app/jobs/write-usage.js';
import { batchedReads } from '../app/usage/batch-reads.js';
import { usageRecorder, type Recording } from '../app/usage/recorder.js';
import type { UsageStore } from '../app/usage/usage-store.js';
import type { Services } from '../operations/asking.js';

/** How long a write is waited for where the store does not answer: a stop waits for the job that runs, and then for the last write. */
const WRITE_MS = 2_000;

/** The use of credentials as operations know it, and the jobs that it takes. `close` writes what is noted; the store stays open. */
export function recordUsage({ store, now, log }: Recording & { store: UsageStore }) {
  const recorder = usageRecorder({ store, now, log });
  const flush = async () => void (await Promise.race([recorder.flush(), delay(WRITE_MS, undefined, { ref: false })]));
  const usage: Services['usage'] = {
    note: recorder.note,
    flush,
    find: batchedReads(store).find,
    usedSince: store.usedSince,
  };
  const jobs: Job[] = [writeUsage({ flush }), purgeUsage({ usage: store, now })];
  void recorder.flush(); // what others have written is known from then on, and that this server records
  return { usage, jobs, waiting: recorder.entries, close: flush };
}

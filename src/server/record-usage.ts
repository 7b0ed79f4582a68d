import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { purgeUsage } from '../app/jobs/purge-usage.js';
import type { Job } from '../app/jobs/start-jobs.js';
import { writeUsage } from '../app/jobs/write-usage.js';
import { writeReaders } from '../app/jobs/write-readers.js';
import { readersRecorder } from '../app/readers/recorder.js';
import type { ReadersStore } from '../app/readers/readers-store.js';
import { batchedReads } from '../app/usage/batch-reads.js';
import { usageRecorder, type Recording } from '../app/usage/recorder.js';
import type { UsageStore } from '../app/usage/usage-store.js';
import type { Services } from '../operations/asking.js';

/** How long a write is waited for where the store does not answer: a stop waits for the job that runs, and then for the last write. */
const WRITE_MS = 2_000;

/** The use of credentials, and who reads histories, as operations know it, and the jobs that it takes. `close` writes what is noted; the store stays open. */
export function recordUsage({ store, now, log }: Omit<Recording, 'nodeName'> & { store: UsageStore & ReadersStore }) {
  const recorder = usageRecorder({ store, nodeName: hostname(), now, log });
  const reading = readersRecorder({ store, now, log });
  const bounded = async (work: Promise<void>) =>
    void (await Promise.race([work, delay(WRITE_MS, undefined, { ref: false })]));
  const flush = () => bounded(recorder.flush());
  const flushReaders = () => bounded(reading.flush());
  const readers: Services['readers'] = { note: reading.note, flush: flushReaders, readsOf: store.readsOf };
  const usage: Services['usage'] = {
    note: recorder.note,
    flush,
    ...batchedReads(store),
    usedSince: store.usedSince,
  };
  const jobs: Job[] = [writeUsage({ flush }), writeReaders({ flush: flushReaders }), purgeUsage({ usage: store, now })];
  void recorder.flush(); // what others have written is known from then on, and that this server records
  const close = async () => void (await Promise.all([bounded(recorder.end()), flushReaders()]));
  return { usage, readers, jobs, waiting: recorder.entries, close };
}

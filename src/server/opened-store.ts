import type { EventStore } from '../app/log/event-store.js';
import type { IdempotencyRecords } from '../app/commands/idempotency/records.js';
import type { Staleness } from '../app/views/staleness.js';
import type { ReadersStore } from '../app/readers/readers-store.js';
import type { UsageStore } from '../app/usage/usage-store.js';
import type { WorkerState } from '../app/worker/worker-state.js';
import type { Config } from '../config/config.js';
import type { Logger } from '../app/errors/logger.js';

export interface Surroundings {
  config: Config;
  log: Logger & { fatal: Logger['error'] };
  now: () => Date;
}

/** The event log, which is kept for ever; the idempotency records, which live for a day; the use of credentials, and who has read histories; how far the worker has come. */
export interface OpenedStore {
  store: EventStore;
  records: IdempotencyRecords;
  usage: UsageStore & ReadersStore;
  workerState: WorkerState;
  /** Had it no event when it was opened? A promise where it has to answer first; it may never do. */
  isNew: boolean | Promise<boolean>;
  staleness: Staleness;
  /** Since the start: appends that wrote something, and the commits that they shared. Where both are ours to count. */
  counts?: () => { appends: number; commits: number };
  /** Of a log on the disk of this machine, which is scrubbed: rejects with `LogDamaged` when its file contradicts itself. */
  checkFile?: (signal: AbortSignal) => Promise<void>;
  close(): Promise<void>;
}

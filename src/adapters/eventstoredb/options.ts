import type { EventStore, EventToAppend } from '../../app/log/event-store.js';
import type { IdempotencyRecords } from '../../app/commands/idempotency/records.js';
import type { ReadersStore } from '../../app/readers/readers-store.js';
import type { UsageStore } from '../../app/usage/usage-store.js';
import type { WorkerState } from '../../app/worker/worker-state.js';
import type { EventStoreDbFault } from './client/faults.js';

export interface EventStoreDbOptions {
  /** `esdb://...`, as the client takes it; it may hold a password. */
  connectionString: string;
  /** Letters and digits before the names of all streams, so that logs on one server stay apart. */
  prefix?: string;
  /** Throws for an event that must not be written; asked before the client sees it. */
  check?: (event: EventToAppend) => void;
  /** Milliseconds for an append, or a read, with everything that it takes. */
  boundMs?: number;
  /** Appends at the same time; the others wait. */
  maxInFlight?: number;
  /** Called whenever a subscription is cut or refused; `aliveAt` is when the server last was there, by `performance.now()`. */
  onCut?: (fault: EventStoreDbFault, aliveAt: number) => void;
  /** Called whenever a subscription has caught up (again). */
  onFollowing?: () => void;
  /** Tells for how long the use of credentials is kept. */
  now?: () => Date;
}

export interface EventStoreDb extends EventStore {
  /** Resolves when the server has answered and the log is known; the other calls wait for that themselves, each for a while. `isNew`: this store has begun it. */
  ready(): Promise<{ serverVersion: string; isNew: boolean }>;
  /** Beside the log, over the same connection; closed with the store, or before. */
  records: IdempotencyRecords;
  /** Likewise. */
  usage: UsageStore & ReadersStore;
  /** Likewise. */
  workerState: WorkerState;
}

import { eventSchemas } from '../adapters/eventstoredb/event-schemas.js';
import type { EventStoreDbFault } from '../adapters/eventstoredb/client/faults.js';
import { eventStoreDb } from '../adapters/eventstoredb/store.js';
import { takeDataDirectory } from '../adapters/sqlite/log/data-directory.js';
import { staleness } from '../app/views/staleness.js';
import type { OpenedStore, Surroundings } from './opened-store.js';

/** The log on a cluster, which need not be there yet; the data directory has the views alone. */
export function openEventStoreDbStore({ config, log, now }: Surroundings): OpenedStore {
  const { dataDir, eventstoredbUrl, eventstoredbPrefix } = config;
  const lock = takeDataDirectory(dataDir);
  const stale = staleness();
  let reason: EventStoreDbFault['reason'] | undefined;
  let follows: () => void;
  const followed = new Promise<void>((resolve) => (follows = resolve));
  try {
    const store = eventStoreDb({
      connectionString: eventstoredbUrl ?? '', // the configuration does not go without
      ...(eventstoredbPrefix !== null && { prefix: eventstoredbPrefix }),
      boundMs: config.eventstoredbWaitMs,
      check: eventSchemas(),
      now,
      onCut(fault, aliveAt) {
        stale.begins(aliveAt);
        if (fault.reason !== reason)
          log.warn({ reason: fault.reason, because: fault.message }, 'event store unreachable, retrying');
        reason = fault.reason;
      },
      onFollowing() {
        stale.ends();
        if (reason !== undefined) log.warn({ after: reason }, 'follows the event store again');
        reason = undefined;
        follows();
      },
    });
    const isNew = followed.then(async () => (await store.ready()).isNew).catch(() => false);
    const close = () => store.close().finally(() => lock.close());
    const { records, usage, workerState } = store;
    return { store, records, usage, workerState, isNew, staleness: stale, close };
  } catch (error) {
    lock.close();
    throw error;
  }
}

import { openSqliteIdempotencyRecords } from '../adapters/sqlite/attempts/idempotency-records.js';
import { openSqliteUsage } from '../adapters/sqlite/usage/usage-store.js';
import { openSqliteWorkerState } from '../adapters/sqlite/worker/worker-state.js';
import { checkLogFile } from '../adapters/sqlite/log/check-log-file.js';
import { openSqliteEventStore } from '../adapters/sqlite/log/open-event-store.js';
import type { EventStore } from '../app/log/event-store.js';
import { neverStale } from '../app/views/staleness.js';
import type { OpenedStore, Surroundings } from './opened-store.js';

/** The event log and the records of idempotent commands, which a failing disk must end the process for; the use of credentials and the documents of the worker, which it must not. */
export async function openEmbeddedStore({ config, log, now }: Surroundings): Promise<OpenedStore> {
  const disk = {
    dataDirectory: config.dataDir,
    onFatal(error: Error) {
      log.fatal({ err: error }, 'the event log failed; what was not acknowledged has an unknown outcome');
      process.exit(70); // EX_SOFTWARE: nothing after a failed fsync may be believed
    },
  };
  const store = await openSqliteEventStore(disk); // first: it takes the directory
  try {
    const records = await openSqliteIdempotencyRecords({ ...disk, now });
    const [usage, workerState] = await Promise.all([
      openSqliteUsage(config.dataDir),
      openSqliteWorkerState(config.dataDir),
    ]);
    const close = async () => {
      await Promise.allSettled([workerState.close(), usage.close(), records.close()]);
      await store.close();
    };
    const checkFile = (signal: AbortSignal) => checkLogFile(config.dataDir, signal);
    const told = { isNew: await isEmpty(store), staleness: neverStale, counts: store.counts };
    return { store, records, usage, workerState, ...told, checkFile, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function isEmpty(store: EventStore): Promise<boolean> {
  for await (const page of store.readAll()) if (page.length > 0) return false;
  return true;
}

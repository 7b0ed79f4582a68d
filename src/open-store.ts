import { openSqliteIdempotencyRecords } from './adapters/sqlite/idempotency-records.js';
import { openSqliteEventStore } from './adapters/sqlite/open.js';
import type { Config } from './config.js';
import type { Log } from './graphql/context.js';

/** The event log and the records of idempotent commands: what a failing disk must end the process for. */
export async function openStore({ dataDir }: Config, log: { fatal: Log['error'] }, now: () => Date) {
  const disk = {
    dataDirectory: dataDir,
    onFatal(error: Error) {
      log.fatal({ err: error }, 'the disk failed; what was not acknowledged has an unknown outcome');
      process.exit(70); // EX_SOFTWARE: nothing after a failed fsync may be believed
    },
  };
  const store = await openSqliteEventStore(disk); // first: it takes the directory
  try {
    const records = await openSqliteIdempotencyRecords({ ...disk, now });
    const close = () => records.close().finally(() => store.close());
    return { store, records, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

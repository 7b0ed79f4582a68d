import { eventSchemas } from '../../adapters/eventstoredb/event-schemas.js';
import { openEventStoreDb } from '../../adapters/eventstoredb/open.js';
import { openSqliteLogReader } from '../../adapters/sqlite/log/open-log-reader.js';
import { openSqliteEventStore } from '../../adapters/sqlite/log/open-event-store.js';
import type { EventStore } from '../../app/log/event-store.js';
import type { LogReader } from '../../app/log/log-reader.js';
import type { StoreAddress } from './store-address.js';

/** Opens a log for reading. An embedded log is neither created nor locked: a server may be running on it. */
export const openToRead = (address: StoreAddress): Promise<LogReader> =>
  address.kind === 'sqlite' ? openSqliteLogReader({ ...address, onFatal }) : openEventStoreDb(address);

/** Opens a log for writing. An embedded log is created if missing, and locked. */
export const openToWrite = (address: StoreAddress): Promise<EventStore> =>
  address.kind === 'sqlite'
    ? openSqliteEventStore({ ...address, onFatal })
    : openEventStoreDb({ ...address, check: eventSchemas() });

function onFatal({ message }: Error): never {
  console.error(`keyledger: ${message}`);
  process.exit(70); // as the server does: nothing after a failed fsync may be believed
}

import type { EventStoreDb, EventStoreDbOptions } from './options.js';
import { eventStoreDb } from './store.js';

export type { EventStoreDb, EventStoreDbOptions };

/** The event store on EventStoreDB, once it has answered. Rejects with `StoreUnavailable`, whose cause is an `EventStoreDbFault`. */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDb> {
  const store = eventStoreDb(options);
  try {
    await store.ready();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

import type { EventStore } from './app/event-store.js';
import { handler } from './app/handle.js';
import { idempotence } from './app/idempotency/idempotently.js';
import type { KeysOf } from './app/idempotency/keys.js';
import type { IdempotencyRecords } from './app/idempotency/records.js';
import { readYourWrites } from './app/read-your-writes.js';
import type { Services } from './graphql/server/context.js';

/** What the edge gets as it is, and what the rest is made of. */
export type Parts = Omit<Services, 'handle' | 'idempotently' | 'reads' | 'origin'> & {
  store: EventStore;
  records: IdempotencyRecords;
  keysOf: KeysOf;
};

/** All that operations use, over a store, its records and a projector that follows it. */
export function makeServices({ store, records, keysOf, ...parts }: Parts) {
  const { mint, projector, now } = parts;
  const origin = async () => projector.state().position ?? (await store.head());
  const reads = readYourWrites(projector, origin);
  const handling = { store, newId: mint.id, shown: reads.shown };
  const handle = handler({ ...handling, now });
  const idempotently = idempotence({ records, keysOf, handle, mint, now });
  const services: Services = { ...parts, handle, idempotently, reads, origin };
  return { services, handling };
}

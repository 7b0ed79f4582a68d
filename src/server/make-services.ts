import type { EventStore } from '../app/log/event-store.js';
import { readAccountHistory } from '../app/account/read-account.js';
import { handler } from '../app/commands/handle.js';
import { idempotence } from '../app/commands/idempotency/idempotently.js';
import { planner } from '../app/commands/plan.js';
import type { KeysOf } from '../app/commands/idempotency/keys.js';
import type { IdempotencyRecords } from '../app/commands/idempotency/records.js';
import { usedTokenIds } from '../app/credentials/used-token-ids.js';
import { decode } from '../app/log/decode.js';
import { mapInSlices } from '../app/log/each-in-slices.js';
import { streamOf } from '../app/log/streams.js';
import { readYourWrites } from '../app/views/read-your-writes.js';
import type { Services } from '../operations/asking.js';

/** The services that the edge gets as they are, and the parts that `makeServices` builds the others from. */
export type Parts = Omit<
  Services,
  | 'handle'
  | 'idempotently'
  | 'plan'
  | 'keyHistory'
  | 'accountHistory'
  | 'reads'
  | 'origin'
  | 'head'
  | 'readLog'
  | 'usedTokenIds'
> & {
  store: EventStore;
  records: IdempotencyRecords;
  keysOf: KeysOf;
  /** Milliseconds that an answer waits for the views. */
  viewsWaitMs: number;
};

/** All that operations use, over a store, its records and a projector that follows it. */
export function makeServices({ store, records, keysOf, viewsWaitMs, ...parts }: Parts) {
  const { mint, projector, now, policyDefaults } = parts;
  const origin = async () => projector.state().position ?? (await store.head());
  const reads = readYourWrites(projector, origin, viewsWaitMs);
  const requireWhole = parts.checkpoints?.requireWhole;
  const handling = { store, newId: mint.id, shown: reads.shown, requireWhole, policyDefaults };
  const handle = handler({ ...handling, now });
  const idempotently = idempotence({ records, keysOf, handle, mint, now });
  const used = usedTokenIds({ records, now });
  const services: Services = {
    ...parts,
    handle,
    idempotently,
    plan: planner({ store, now, policyDefaults }),
    keyHistory: async (keyId) => mapInSlices(await store.readStream(streamOf(keyId)), decode),
    accountHistory: (account) => readAccountHistory(store, account),
    reads,
    origin,
    head: () => store.head(),
    readLog: (after) => store.readAll(after),
    usedTokenIds: used,
  };
  return { services, handling };
}

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { findLeaves, leafCount, positionBeforeTile, tilesIn } from '../../projections/log-tree/tiles.js';
import { copyLog } from '../../src/app/log/copy-log.js';
import { isOfAudit, logEventsIn, type LogEvent } from '../../src/app/log/decode.js';
import { NO_STREAM, type EventStore, type StoredEvent } from '../../src/app/log/event-store.js';
import { accountStreamOf, checkpointsStream } from '../../src/app/log/streams.js';
import { entryOf } from '../../src/app/proof/entry.js';
import { leafHash, rootHash } from '../../src/app/proof/tree.js';
import { rebuildViews } from '../../src/app/views/rebuild-views.js';
import type { Views } from '../../src/app/views/views.js';
import { aKeyIn, aStore, following } from '../kit/stores/shell.js';
import { tilesOver } from '../kit/proof/tiles-over.js';
import { someViews } from '../kit/views/views.js';

const LONG = 30_000;
const EVENTS = 600; // two whole tiles and a part of the third

/** A log of keys, with accounts and what is not in the tree among them. */
async function aLongLog(): Promise<EventStore> {
  const store = await aStore();
  for (let number = 0; number < EVENTS; number++) {
    if (number % 97 === 13) await policyIn(store, number);
    else await aKeyIn(store);
    if (number === 300) await store.append(checkpointsStream, NO_STREAM, [beside]);
  }
  return store;
}

const beside = { id: 'b0000000-0000-4000-8000-000000000000', type: 'CheckpointSigned', data: {}, metadata: {} };

/** An event of an account with that number. */
const policyIn = (store: EventStore, number: number) =>
  store.append(accountStreamOf(`account ${number}`), NO_STREAM, [
    { id: randomUUID(), type: 'AccountPolicySet', data: {}, metadata: { account: `account ${number}` } },
  ]);

async function eventsOf(store: EventStore): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const page of store.readAll()) all.push(...page);
  return all.filter((event) => !isOfAudit(event));
}

const rootIn = ({ db }: Views, size: number) => rootHash(tilesIn(db), size).toString('hex');

describe('the view of the tree', () => {
  test('has the leaves of the log, whole tiles of them, and finds each by its event', async () => {
    const store = await aLongLog();
    const [views, events] = [someViews(), await eventsOf(store)];
    await rebuildViews(store, views);
    const tree = tilesOver(events.map((event) => leafHash(entryOf(event))));
    expect([leafCount(views.db), events.length]).toEqual([EVENTS, EVENTS]);
    for (const size of [1, 255, 256, 257, 512, EVENTS])
      expect(rootIn(views, size)).toBe(rootHash(tree, size).toString('hex'));
    expect(tilesIn(views.db)(1, 0, 2)).toEqual(tree(1, 0, 2));
    expect(positionBeforeTile(views.db, 0)).toBeUndefined();
    expect(positionBeforeTile(views.db, 2)).toBe(events[511]?.position);
    const { id } = events[300]!;
    expect(findLeaves(views.db, id)).toEqual([300]);
    expect(findLeaves(views.db, beside.id)).toEqual([]);
  });

  test('is the same live, in pieces, after a rebuild, and over a copy of the log', async () => {
    const store = await aStore();
    const { views, projector } = following(store);
    for (let number = 0; number < 3; number++) await aKeyIn(store);
    await projector.caughtUp(LONG);
    for (let number = 0; number < 260; number++) {
      await aKeyIn(store);
      if (number % 50 === 0) await policyIn(store, number);
    }
    await projector.passed(await store.head(), LONG);
    const size = leafCount(views.db);
    const [rebuilt, copied, copy] = [someViews(), someViews(), await aStore()];
    await rebuildViews(store, rebuilt);
    await copyLog({ from: store, to: copy });
    await rebuildViews(copy, copied);
    expect(size).toBeGreaterThan(260);
    expect([leafCount(rebuilt.db), leafCount(copied.db)]).toEqual([size, size]);
    expect([rootIn(rebuilt, size), rootIn(copied, size)]).toEqual([rootIn(views, size), rootIn(views, size)]);
  });

  test('knows where a tile begins, though the events before it came in another delivery', async () => {
    const events = logEventsIn(await eventsOf(await aLongLog()));
    const views = someViews();
    for (const [from, to] of [[0, 256], [256, 500], [500, 512], [512, EVENTS]] as const) views.apply(events.slice(from, to)); // prettier-ignore
    for (const tile of [1, 2]) expect(positionBeforeTile(views.db, tile)).toBe(events[tile * 256 - 1]?.position);
  });

  test('has an event as it is stored, and not as its newest version would have it', async () => {
    const store = await aStore();
    await aKeyIn(store);
    const stored = await eventsOf(store);
    const [asStored, raised] = [someViews(), someViews()];
    asStored.apply(logEventsIn(stored));
    raised.apply(logEventsIn(stored).map((event) => ({ ...event, data: { ...event.data, added: null } }) as LogEvent));
    expect(rootIn(raised, stored.length)).toBe(rootIn(asStored, stored.length));
  });

  test('has another root for another event, place, stream or metadata', async () => {
    const store = await aStore();
    for (let number = 0; number < 5; number++) await aKeyIn(store);
    const events = await eventsOf(store);
    const rootOf = (changed: readonly StoredEvent[]) => {
      const views = someViews();
      views.apply(changed as never);
      return rootIn(views, leafCount(views.db));
    };
    const [first, second, third, ...others] = events as [StoredEvent, StoredEvent, StoredEvent];
    const moved = { ...third, position: first.position };
    const logs = [
      events,
      [second, { ...first, position: third.position }, moved, ...others],
      [first, second, ...others],
      [first, second, { ...third, revision: 1 }, ...others],
      [first, second, { ...third, stream: 'keyledgerAccount-YWNtZQ' }, ...others],
      [first, second, { ...third, metadata: { ...third.metadata, actorId: 'somebody else' } }, ...others],
    ];
    expect(new Set(logs.map(rootOf)).size).toBe(logs.length);
  });
});

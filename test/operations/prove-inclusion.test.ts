import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { LogDamaged, type Position, type StoredEvent } from '../../src/app/log/event-store.js';
import type { LogReader } from '../../src/app/log/log-reader.js';
import { keepCheckpoints } from '../../src/app/proof/keep-checkpoints.js';
import { rootHash } from '../../src/app/proof/tree.js';
import { rebuildViews } from '../../src/app/views/rebuild-views.js';
import { leafCount, tilesIn } from '../../projections/log-tree/tiles.js';
import { proveInclusion } from '../../src/operations/proof/prove-inclusion.js';
import { someSigner } from '../kit/proof/signers.js';
import { someAppends, write } from '../kit/stores/some-log.js';
import { aStore } from '../kit/stores/shell.js';
import { someViews } from '../kit/views/views.js';

async function eventsOf(log: LogReader): Promise<StoredEvent[]> {
  for await (const page of log.readAll()) return page;
  return [];
}

/** A log with its tree, that is read through `seen`: as the disk has become since the tree was made. */
async function aLog(seen: (event: StoredEvent) => StoredEvent) {
  const [store, views] = [await aStore(), someViews()];
  await write(store, someAppends());
  const [event] = await eventsOf(store);
  await rebuildViews(store, views);
  const readLog = async function* (after: Position | undefined) {
    for await (const page of store.readAll(after)) yield page.map(seen);
  };
  const signer = someSigner('keyledger/log');
  const checkpoints = keepCheckpoints({
    store,
    tree: { size: () => leafCount(views.db), root: (size) => rootHash(tilesIn(views.db), size) },
    shown: () => Promise.resolve(),
    signersOf: () => [signer.signer],
    remembered: { read: () => null, write: () => undefined },
    witnesses: [],
    origin: null,
    now: () => new Date(0),
    newId: randomUUID,
  });
  await checkpoints.sign();
  const caller = { reach: { account: null } } as never;
  return () => proveInclusion({ views: views.db, readLog, caller }, checkpoints, event!.id);
}

test('an event is proved to be in the tree', async () => {
  const prove = await aLog((event) => event);
  expect(await prove()).toMatchObject({ leafIndex: 0 });
});

test('an event that was edited after it came into the tree is proved by nothing: the log is damaged', async () => {
  const prove = await aLog((event) => ({ ...event, metadata: { ...event.metadata, actorId: 'somebody else' } }));
  await expect(prove()).rejects.toThrow(LogDamaged);
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { patienceMs } from '../../kit/patience.js';
import { findKey } from '../../../projections/key-details/find.js';
import { NO_STREAM, StoreUnavailable, type EventStore } from '../../../src/app/log/event-store.js';
import { readYourWrites, ViewsBehind } from '../../../src/app/views/read-your-writes.js';
import { renameIntegratorKey } from '../../../src/domain/details/rename-integrator-key.js';
import { aLog, positionAt } from '../../kit/facts/log.js';
import { created } from '../../kit/facts/facts.js';
import { aCaller, aKeyIn, aStore, following, handling, type Store } from '../../kit/stores/shell.js';
import { aDirectory, someViews } from '../../kit/views/views.js';

const LONG = patienceMs;
const SHORT = 20;
const sight = { account: 'acme', owner: null };
const unknown = () => ({ id: randomUUID(), type: 'KeyPromoted', data: {}, metadata: { schemaVersion: 1 } });
const put = (store: Store, event: ReturnType<typeof unknown>) => store.append(`other-${event.id}`, NO_STREAM, [event]);

test('brings the views up to the end of the log, and on', async () => {
  const store = await aStore();
  const first = await aKeyIn(store);
  const { projector, views } = following(store);
  expect(await projector.caughtUp(LONG)).toBe(true);
  expect(findKey(views.db, sight, first)).toMatchObject({ id: first });
  const second = await aKeyIn(store);
  expect(await projector.passed(await store.head(), LONG)).toBe(true);
  expect(findKey(views.db, sight, second)).toMatchObject({ id: second });
  expect(projector.state()).toEqual({ position: await store.head(), caughtUp: true, failure: undefined });
});

test('goes on from where the views are, and catches up on an empty log', async () => {
  const store = await aStore();
  const directory = aDirectory();
  const { projector, views } = following(store, someViews(directory));
  expect(await projector.caughtUp(LONG)).toBe(true);
  const id = await aKeyIn(store);
  await projector.passed(await store.head(), LONG);
  await projector.stop();
  views.close();
  const later = await aKeyIn(store);
  const again = following(store, someViews(directory));
  await again.projector.caughtUp(LONG);
  for (const key of [id, later]) expect(findKey(again.views.db, sight, key)).toMatchObject({ id: key });
  expect(again.failures).toEqual([]);
});

const someWhere = () => Promise.resolve(positionAt(0));

describe('an event that is not known', () => {
  test('stops it loudly, with nothing after it shown', async () => {
    const store = await aStore();
    const { projector, views, failures } = following(store);
    await projector.caughtUp(LONG);
    await put(store, unknown());
    const after = await aKeyIn(store);
    expect(await projector.passed(await store.head(), LONG)).toBe(false);
    expect(failures).toEqual([expect.objectContaining({ name: 'UnknownEvent' })]);
    expect(projector.state().failure).toBe(failures[0]);
    expect(findKey(views.db, sight, after)).toBeUndefined();
  });
  test('answers who waits at once, and from then on nobody', async () => {
    const store = await aStore();
    const { projector } = following(store);
    const reads = readYourWrites(projector, () => store.head(), LONG);
    await reads.ready('credentials', null);
    const waiting = reads.ready('credentials', positionAt(1, (await store.head()).slice(0, 12)));
    await put(store, unknown());
    await expect(waiting).rejects.toBeInstanceOf(ViewsBehind);
    await expect(reads.ready('credentials', null)).rejects.toBeInstanceOf(ViewsBehind);
  });
});

test('views of another log are thrown away and built again', async () => {
  const store = await aStore();
  const id = await aKeyIn(store);
  const views = someViews();
  const log = aLog();
  log.happens(randomUUID(), [created]);
  views.apply(log.all);
  const foreign = log.all[0]?.keyId as string;
  expect(findKey(views.db, sight, foreign)).toBeDefined();
  const { projector, failures } = following(store, views);
  expect(await projector.caughtUp(LONG)).toBe(true);
  expect(findKey(views.db, sight, foreign)).toBeUndefined();
  expect(findKey(views.db, sight, id)).toBeDefined();
  expect(failures).toEqual([]);
});

test('a store that cannot be read for a while is asked again', async () => {
  const store = await aStore();
  const id = await aKeyIn(store);
  let asked = 0;
  const shaky: EventStore = {
    ...store,
    subscribeToAll(after, signal) {
      if (asked++ === 0) throw new StoreUnavailable();
      return store.subscribeToAll(after, signal);
    },
  };
  const views = someViews();
  const { projector, failures } = following(shaky, views);
  expect(await projector.caughtUp(LONG)).toBe(true);
  expect(findKey(views.db, sight, id)).toBeDefined();
  expect({ asked, failures }).toEqual({ asked: 2, failures: [] });
});

test('rows that cannot be written stop it', async () => {
  const store = await aStore();
  const views = someViews();
  const { projector, failures } = following(store, views);
  await projector.caughtUp(LONG);
  views.db.run('DROP TABLE key_history');
  await aKeyIn(store);
  expect(await projector.passed(await store.head(), LONG)).toBe(false);
  expect(failures).toHaveLength(1);
});

test('tells of every advance until it is told not to', async () => {
  const store = await aStore();
  const { projector } = following(store);
  await projector.caughtUp(LONG);
  let advances = 0;
  const forget = projector.onAdvance(() => void advances++);
  await aKeyIn(store);
  await projector.passed(await store.head(), LONG);
  expect(advances).toBeGreaterThan(0);
  forget();
  const told = advances;
  await aKeyIn(store);
  await projector.passed(await store.head(), LONG);
  expect(advances).toBe(told);
});

describe('reading what was written', () => {
  test('every write shows in the next read', async () => {
    const store = await aStore();
    const { projector, views } = following(store);
    const reads = readYourWrites(projector, () => store.head(), LONG);
    const integratorKeyId = await aKeyIn(store);
    const { change } = handling(store, reads.shown);
    for (let n = 0; n < 50; n++) {
      const name = `Name ${n}`;
      await change(aCaller(), { integratorKeyId }, (key) => renameIntegratorKey(key, { name }));
      await reads.ready('key_details', null);
      expect(findKey(views.db, sight, integratorKeyId)?.name).toBe(name);
    }
  });
  test('a position that is far ahead: behind', async () => {
    const store = await aStore();
    const { projector } = following(store);
    const origin = await store.head();
    const reads = readYourWrites(projector, () => store.head(), SHORT);
    await expect(reads.ready('credentials', positionAt(2 ** 40, origin.slice(0, 12)))).rejects.toBeInstanceOf(
      ViewsBehind,
    );
    await reads.ready('credentials', origin).catch((error: unknown) => expect(error).toBeInstanceOf(ViewsBehind)); // nothing was written yet
  });
  test('a position of another log, or none: foreign', async () => {
    const store = await aStore();
    const { projector } = following(store);
    const reads = readYourWrites(projector, () => store.head(), LONG);
    for (const foreign of [
      positionAt(0),
      'x',
      '',
      '0_0',
      `${await store.head()}0`,
      (await store.head()).toUpperCase().replace('_', '-'),
    ])
      await expect(reads.ready('credentials', foreign)).rejects.toMatchObject({ name: 'ForeignPosition' });
  });
  test('nothing is answered before the first catch-up', async () => {
    const never = { caughtUp: async () => false, passed: async () => true, shows: () => false };
    await expect(readYourWrites(never, someWhere, SHORT).ready('credentials', null)).rejects.toBeInstanceOf(
      ViewsBehind,
    );
  });
  test('nothing is answered that lacks what was written here', async () => {
    const behind = {
      caughtUp: async () => true,
      passed: async () => false,
      shows: (_view: string, wanted?: string) => wanted === undefined,
    };
    const reads = readYourWrites(behind, someWhere, SHORT);
    await reads.ready('credentials', null);
    expect(reads.readyNow('credentials', null)).toBe(true);
    expect(reads.readyNow('credentials', positionAt(0))).toBe(false); // `ready` has to see whose position it is
    await reads.shown(positionAt(1)); // the command has succeeded all the same
    expect(reads.readyNow('credentials', null)).toBe(false);
    await expect(reads.ready('credentials', null)).rejects.toBeInstanceOf(ViewsBehind);
  });
});

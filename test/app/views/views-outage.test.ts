import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { patienceMs } from '../../kit/patience.js';
import { findKey } from '../../../projections/key-details/find.js';
import { openDatabase } from '../../../src/adapters/sqlite/database/driver.js';
import { readYourWrites, ViewsBehind } from '../../../src/app/views/read-your-writes.js';
import { ViewsUnavailable, type Views } from '../../../src/app/views/views.js';
import { created } from '../../kit/facts/facts.js';
import { aLog } from '../../kit/facts/log.js';
import { closeAfterwards } from '../../kit/close-afterwards.js';
import { aKeyIn, aStore, following } from '../../kit/stores/shell.js';
import { aDirectory, someViews } from '../../kit/views/views.js';

const LONG = patienceMs;
const SHORT = 20;
const sight = { account: 'acme', owner: null };

/** Somebody else's connection to these views. */
function aTool(directory: string) {
  const tool = openDatabase(join(directory, 'views.db'));
  closeAfterwards(() => tool.close());
  return tool;
}

/** The same views; `refused(n)` resolves when they have been unable to take events n times. */
function watched(views: Views) {
  let refusals = 0;
  const waiting: { wanted: number; tell: () => void }[] = [];
  const count = (error: unknown): never => {
    refusals++;
    for (const { wanted, tell } of waiting) if (refusals >= wanted) tell();
    throw error;
  };
  const apply: Views['apply'] = (events) => {
    try {
      views.apply(events);
    } catch (error) {
      count(error);
    }
  };
  const catchUp: Views['catchUp'] = (events) => views.catchUp(events).catch(count);
  const refused = (wanted: number) => new Promise<void>((tell) => void waiting.push({ wanted, tell }));
  const group = { ...views, apply, catchUp };
  return { views: { ...group, groups: () => [group] }, refused };
}

test('views that somebody has locked: nothing is answered meanwhile, and they catch up by themselves', async () => {
  const store = await aStore();
  const directory = aDirectory();
  const { views, refused } = watched(someViews(directory));
  const { projector, failures, outages, recoveries } = following(store, views);
  const reads = readYourWrites(projector, () => store.head(), SHORT);
  expect(await projector.caughtUp(LONG)).toBe(true);
  const before = projector.state().position;

  const tool = aTool(directory);
  tool.exec('BEGIN IMMEDIATE');
  const twice = refused(2);
  const id = await aKeyIn(store);
  await twice;
  expect(outages).toEqual([expect.any(ViewsUnavailable)]);
  expect(recoveries()).toBe(0);
  expect(projector.state()).toEqual({ position: before, caughtUp: false, outage: expect.any(ViewsUnavailable) });
  await expect(reads.ready('credentials', null)).rejects.toBeInstanceOf(ViewsBehind);

  tool.exec('ROLLBACK');
  expect(await projector.passed(await store.head(), LONG)).toBe(true);
  expect(findKey(views.db, sight, id)).toBeDefined();
  expect(await projector.caughtUp(LONG)).toBe(true);
  await reads.ready('credentials', null);
  expect(projector.state()).toEqual({ position: await store.head(), caughtUp: true });
  expect([failures, outages.length, recoveries()]).toEqual([[], 1, 1]);

  tool.exec('BEGIN IMMEDIATE');
  const again = refused(3);
  await aKeyIn(store);
  await again;
  tool.exec('ROLLBACK');
  expect(await projector.passed(await store.head(), LONG)).toBe(true);
  expect([failures, outages.length, recoveries()]).toEqual([[], 2, 2]);
});

test('views whose disk is full go on when there is room', async () => {
  const store = await aStore();
  const { views, refused } = watched(someViews());
  const { projector, failures, outages } = following(store, views);
  await projector.caughtUp(LONG);
  views.db.get('PRAGMA max_page_count = 1'); // SQLite takes it for the pages there are, and answers as a full disk does
  const full = refused(1);
  const ids: string[] = [];
  while (outages.length + failures.length === 0) ids.push(await aKeyIn(store));
  await full;
  await expect(projector.passed(await store.head(), SHORT)).resolves.toBe(false);
  views.db.get('PRAGMA max_page_count = 1000000');
  expect(await projector.passed(await store.head(), LONG)).toBe(true);
  for (const id of ids) expect(findKey(views.db, sight, id)).toMatchObject({ id });
  expect(views.db.get('SELECT count(*) AS count FROM key_history')).toEqual({ count: ids.length });
  expect([failures, outages.length]).toEqual([[], 1]);
});

test('views of another log, locked as they are to be forgotten, are forgotten later', async () => {
  const store = await aStore();
  const id = await aKeyIn(store);
  const directory = aDirectory();
  const views = someViews(directory);
  const log = aLog();
  log.happens('foreign', [created]);
  views.apply(log.all);
  const tool = aTool(directory);
  tool.exec('BEGIN IMMEDIATE');
  const { projector, failures, outages } = following(store, views);
  while (outages.length + failures.length === 0) expect(await projector.caughtUp(SHORT)).toBe(false);
  tool.exec('ROLLBACK');
  expect(await projector.caughtUp(LONG)).toBe(true);
  expect(findKey(views.db, sight, 'foreign')).toBeUndefined();
  expect(findKey(views.db, sight, id)).toBeDefined();
  expect(failures).toEqual([]);
});

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCredentials, peppersInUse } from '../../projections/credentials/find.js';
import { findKey } from '../../projections/key-details/find.js';
import { listKeys } from '../../projections/key-details/list.js';
import { historyAfter, listHistory } from '../../projections/key-history/list.js';
import { openDatabase } from '../../src/adapters/sqlite/driver.js';
import { ViewsDamaged, type ViewDatabase, type Views } from '../../src/app/views.js';
import { created, keypairAdded, many, renamed, secretAdded, secretRevoked, uriAdded } from '../kit/facts.js';
import { copyAsKilled, flipBit } from '../kit/harm.js';
import { aLog, positionAt } from '../kit/log.js';
import { aKeyIn, aStore, following } from '../kit/shell.js';
import { aDirectory, someViews } from '../kit/views.js';

const sight = { account: 'acme', owner: null };
const ids = many(30, (n) => `key-${n}`);
const log = aLog();
for (const id of ids) {
  log.happens(id, [created, uriAdded('u'), secretAdded('s'), secretAdded('t'), keypairAdded('k')]);
  log.happens(id, [renamed(`Renamed ${id}`), secretRevoked('s')]);
}
const { all } = log;
const last = positionAt(all.length);

/** Every answer that the views give, as one value. */
const answers = (db: ViewDatabase) => ({
  credentials: ids.map((id) => findCredentials(db, null, id)),
  peppers: peppersInUse(db),
  keys: ids.map((id) => findKey(db, sight, id)),
  listed: listKeys(db, {
    ...{ sight, filter: {}, sort: 'NAME', now: '2026-06-01T12:00:00.000Z' },
    page: { from: null, descending: false, limit: 100 },
  }).rows,
  history: ids.map((id) => listHistory(db, id, { from: null, descending: false, limit: 100 })),
  after: historyAfter(db, sight, positionAt(0), 1000),
});
type Answers = ReturnType<typeof answers>;

let filled = '';
let truth: Answers;
beforeAll(() => {
  const views = someViews(aDirectory());
  views.apply(all);
  truth = answers(views.db);
});

/** Views with everything in them, closed, and their file. */
function closedViews(): { directory: string; file: string } {
  const directory = aDirectory();
  const views = someViews(directory);
  views.apply(all);
  views.db.get('PRAGMA wal_checkpoint(TRUNCATE)');
  views.close();
  return { directory, file: join(directory, 'views.db') };
}

/** The answers, or that they are refused because of damage. Everything else is thrown. */
function answered({ db }: Views): Answers | 'refused' {
  try {
    return answers(db);
  } catch (error) {
    if (error instanceof ViewsDamaged) return 'refused';
    throw error;
  }
}

test('a bit that has flipped anywhere in the file changes no answer: they are right, refused, or made anew', async () => {
  const { directory, file } = closedViews();
  filled = directory;
  const outcomes = { right: 0, refused: 0, anew: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(statSync(file).size - 1), fc.nat(7), async (offset, bit) => {
      await new Promise((resolve) => setImmediate(resolve)); // drivers let go of files there
      const copy = aDirectory();
      copyAsKilled(filled, copy);
      flipBit(join(copy, 'views.db'), offset, bit);
      const views = someViews(copy);
      let told = 0;
      views.onDamage(() => void told++);
      if (views.checkpoint() === undefined) {
        outcomes.anew++;
        views.apply(all);
      }
      const came = answered(views);
      if (came === 'refused') {
        outcomes.refused++;
        expect(told).toBe(1);
        views.reset();
        views.apply(all);
        expect(answered(views)).toEqual(truth);
      } else {
        outcomes.right++;
        expect([came, told, views.checkpoint()]).toEqual([truth, 0, last]);
      }
      views.close();
    }),
    { numRuns: 100 },
  );
  expect([outcomes.refused > 0, outcomes.anew > 0]).toEqual([true, true]);
});

test('a row under the id of another client is noticed at start, though it stands where it belongs by its order', () => {
  const { directory, file } = closedViews();
  const offset = readFileSync(file).lastIndexOf('key-n19acme{"clientId"') + 'key-n1'.length;
  flipBit(file, offset, 1); // key-n1; comes after key-n18 as well, and before key-n2
  expect(someViews(directory).checkpoint()).toBeUndefined();
});

describe('by the hand of another program', () => {
  /** Changes rows without their seal. */
  function changed(sql: string): Views {
    const { directory, file } = closedViews();
    const tool = openDatabase(file);
    tool.exec(sql);
    tool.close();
    return someViews(directory);
  }

  test('a revoked secret does not come to life again', () => {
    const { db } = changed(`UPDATE credentials SET row = replace(row, '"REVOKED"', '"ACTIVE"')`);
    expect(() => findCredentials(db, null, 'key-n0')).toThrow(ViewsDamaged);
    expect(() => peppersInUse(db)).toThrow(ViewsDamaged);
  });
  test('a row that has become a blob is not read', () => {
    const { db } = changed(`UPDATE credentials SET row = CAST(row AS BLOB)`);
    expect(() => findCredentials(db, null, 'key-n0')).toThrow(ViewsDamaged);
  });
  test.each([
    ['a key', 'key_details', ({ db }: Views) => findKey(db, sight, 'key-n0')],
    ['history', 'key_history', ({ db }: Views) => historyAfter(db, sight, positionAt(0), 10)],
  ])('%s is not shown other than it is', (_, table, read) => {
    const views = changed(`UPDATE ${table} SET row = replace(row, 'a', 'b')`);
    expect(() => read(views)).toThrow(ViewsDamaged);
  });
  test.each(['credentials', 'key_details', 'key_history'])(
    'a position of %s that goes forward skips no event',
    (name) =>
      expect(
        changed(`UPDATE projection SET position = '${positionAt(9999)}' WHERE name = '${name}'`).checkpoint(),
      ).toBe(undefined),
  );
});

test('a row that turns out to be damaged while it runs: nothing is answered until all are made anew', async () => {
  const store = await aStore();
  const id = await aKeyIn(store);
  const directory = aDirectory();
  const { projector, views, failures, outages } = following(store, someViews(directory));
  expect(await projector.caughtUp(10_000)).toBe(true);
  const whole = findCredentials(views.db, null, id);
  const tool = openDatabase(join(directory, 'views.db'));
  tool.exec(`UPDATE credentials SET row = replace(row, '"ACTIVE"', '"DELETED"')`);
  tool.close();
  expect(() => findCredentials(views.db, null, id)).toThrow(ViewsDamaged);
  expect(projector.state()).toMatchObject({ caughtUp: false });
  expect(await projector.caughtUp(10_000)).toBe(true);
  expect(findCredentials(views.db, null, id)).toEqual(whole);
  expect([failures, outages]).toEqual([[], [expect.any(ViewsDamaged)]]);
});

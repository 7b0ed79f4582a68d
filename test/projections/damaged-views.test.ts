import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { recallCredentials } from '../../projections/credentials/find.js';
import { credentials } from '../../projections/credentials/index.js';
import { peppersInUse } from '../../projections/credentials/peppers.js';
import { findKey } from '../../projections/key-details/find.js';
import { countKeys, listKeys } from '../../projections/key-details/list.js';
import { historyAfter } from '../../projections/key-history/list.js';
import { listWebhooks, webhooksOf } from '../../projections/webhooks/list.js';
import { webhookPeppers } from '../../projections/webhooks/peppers.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { ViewsDamaged, type Views } from '../../src/app/views/views.js';
import { flipBit } from '../kit/stores/flip-bit.js';
import { created, secretAdded, secretRevoked } from '../kit/facts/facts.js';
import { aLog, positionAt } from '../kit/facts/log.js';
import { aKeyIn, aStore, following } from '../kit/stores/shell.js';
import { aDirectory, someViews } from '../kit/views/views.js';
import { closedViews, flipsChangeNoAnswer } from './flips.js';
import { sight } from './log-of-flips.js';

test(
  'a bit that has flipped anywhere in the file changes no answer: they are right, refused, or built again',
  async () => {
    await flipsChangeNoAnswer(40);
  },
  2 * patienceMs,
);

test('a row under the id of another client is noticed by the scrub, though it stands where it belongs by its order', async () => {
  const { directory, file } = closedViews();
  const bytes = readFileSync(file).toString('latin1');
  const places = [...bytes.matchAll(/key-n19acme[^{]*\{"clientId"/g)].map(({ index }) => index);
  expect(places).not.toEqual([]);
  for (const place of places) flipBit(file, place + 'key-n1'.length, 1); // key-n1; comes after key-n18 as well, and before key-n2
  const views = someViews(directory);
  const told: ViewsDamaged[] = [];
  views.onDamage((error) => void told.push(error));
  await views.checkFile(new AbortController().signal);
  expect(told).toHaveLength(1);
  expect(views.passed()).toBeDefined();
  views.reset();
  expect(views.passed()).toBeUndefined();
});

test('what the file says of a table is noticed at start when it is not what was written there', () => {
  const { directory, file } = closedViews();
  const text = readFileSync(file).toString('latin1');
  const places = [...text.matchAll(/row TEXT NOT NULL, checksum/g)].map(({ index }) => index);
  for (const place of places) flipBit(file, place, 0); // a page that was split has old copies, which nobody reads
  expect(someViews(directory).passed()).toBeUndefined();
});

describe('by the hand of another program', () => {
  /** Changes rows without their checksum. */
  function changed(sql: string): Views {
    const { directory, file } = closedViews();
    const tool = openDatabase(file);
    tool.exec(sql);
    tool.close();
    return someViews(directory);
  }

  test('a revoked secret does not come to life again', () => {
    const { db } = changed(`UPDATE credentials SET row = replace(row, '"REVOKED"', '"ACTIVE"')`);
    expect(() => recallCredentials(db, { account: null, owner: null }, 'key-n0')).toThrow(ViewsDamaged);
  });
  test('no pepper that is in use is overlooked', () => {
    const { db } = changed(`UPDATE credentials_pepper SET row = replace(row, '"secrets":', '"secrets":-')`);
    expect(() => peppersInUse(db)).toThrow(ViewsDamaged);
  });
  test('a row that has become a blob is not read', () => {
    const { db } = changed(`UPDATE credentials SET row = CAST(row AS BLOB)`);
    expect(() => recallCredentials(db, { account: null, owner: null }, 'key-n0')).toThrow(ViewsDamaged);
  });
  test.each([
    ['a key', 'key_details', ({ db }: Views) => findKey(db, sight, 'key-n0')],
    ['history', 'key_history', ({ db }: Views) => historyAfter(db, sight, positionAt(0), 10)],
    ['what is sent to', 'webhooks', ({ db }: Views) => listWebhooks(db)],
    ['a webhook of an account', 'webhooks', ({ db }: Views) => webhooksOf(db, 'acme')],
    ['what a webhook is signed with', 'webhooks', ({ db }: Views) => webhookPeppers(db, '2026-06-01T12:00:00.000Z')],
  ])('%s is not shown other than it is', (_, table, read) => {
    const views = changed(`UPDATE ${table} SET row = replace(row, 'a', 'b')`);
    expect(() => read(views)).toThrow(ViewsDamaged);
  });
  test.each([{ environment: 'DEMO' }, { hasUsableSecret: true }] as const)(
    'a row that no filter can read is damage, and no fault of the filter: %j',
    (filter) => {
      const views = changed(`UPDATE key_details SET row = replace(row, ':[', ';[')`);
      const told: ViewsDamaged[] = [];
      views.onDamage((error) => void told.push(error));
      const listing = { sight, filter, now: '2026-06-01T12:00:00.000Z' };
      const page = { from: null, descending: false, limit: 10 };
      expect(() => listKeys(views.db, { ...listing, sort: 'NAME', page })).toThrow(ViewsDamaged);
      expect(() => countKeys(views.db, listing)).toThrow(ViewsDamaged);
      expect(told).toHaveLength(2);
    },
  );
  test.each(['credentials', 'key_details', 'key_history', 'webhooks'])(
    'a position of %s that goes forward skips no event',
    (name) =>
      expect(changed(`UPDATE projection SET position = '${positionAt(9999)}' WHERE name = '${name}'`).passed()).toBe(
        undefined,
      ),
  );
});

test('a count of secrets under a pepper that is gone is noticed when one is taken from it', () => {
  const { happens } = aLog();
  const { db, apply } = someViews();
  apply(happens('a-key', [created, secretAdded('s')]));
  db.run('DELETE FROM credentials_pepper');
  expect(() => apply(happens('a-key', [secretRevoked('s')]))).toThrow(ViewsDamaged);
});

test('a row that turns out to be damaged while it runs: nothing is answered until all are built again', async () => {
  const store = await aStore();
  const id = await aKeyIn(store);
  const directory = aDirectory();
  const { projector, views, failures, outages } = following(store, someViews(directory));
  expect(await projector.caughtUp(10_000)).toBe(true);
  const whole = recallCredentials(views.db, { account: null, owner: null }, id);
  const tool = openDatabase(join(directory, 'views.db'));
  tool.exec(`UPDATE credentials SET row = replace(row, '"ACTIVE"', '"DELETED"')`);
  tool.close();
  expect(() => credentials.load?.(views.db, id)).toThrow(ViewsDamaged); // remembered or not
  expect(projector.state()).toMatchObject({ caughtUp: false });
  expect(await projector.caughtUp(10_000)).toBe(true);
  expect(recallCredentials(views.db, { account: null, owner: null }, id)).toEqual(whole);
  expect([failures, outages]).toEqual([[], [expect.any(ViewsDamaged)]]);
});

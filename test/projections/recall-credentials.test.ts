import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { recallCredentials } from '../../projections/credentials/find.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { viewDatabase } from '../../src/adapters/sqlite/views/view-database.js';
import { withChecksum } from '../../src/app/views/views.js';
import { created, secretAdded, secretRevoked } from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { aDirectory, someViews } from '../kit/views/views.js';

const everybody = { account: null, owner: null };

/** Views with one client, asked about before. */
function known(directory = aDirectory()) {
  const log = aLog();
  log.happens('key-1', [created, secretAdded('s')]);
  const views = someViews(directory);
  views.apply(log.all);
  const statusOf = () => recallCredentials(views.db, everybody, 'key-1')?.secrets.map(({ status }) => status);
  expect(statusOf()).toEqual(['ACTIVE']);
  return { log, views, statusOf, directory };
}

test('the very next answer knows of a revocation', () => {
  const { log, views, statusOf } = known();
  log.happens('key-1', [secretRevoked('s')]);
  views.apply(log.all);
  expect(statusOf()).toEqual(['REVOKED']);
});

test('an emptied view has nobody', () => {
  const { views, statusOf } = known();
  views.reset();
  expect(statusOf()).toBeUndefined();
});

test('what was read within a transaction that is rolled back is forgotten', async () => {
  const db = viewDatabase(openDatabase(':memory:'), () => undefined);
  db.run('CREATE TABLE t (id TEXT PRIMARY KEY, row TEXT, checksum INTEGER)');
  const save = (status: string) => db.run('REPLACE INTO t VALUES (?, ?, ?)', 'a', ...withChecksum({ status }));
  const read = () => db.remembered('SELECT row, checksum FROM t WHERE id = ?', 'a');
  save('REVOKED');
  const failing = db.lastingTransaction(async () => {
    save('ACTIVE');
    expect(read()).toEqual({ status: 'ACTIVE' });
    await Promise.reject(new Error('the log ends here'));
  });
  await expect(failing).rejects.toThrow('the log ends here');
  expect(read()).toEqual({ status: 'REVOKED' });
});

test('a row that was remembered is read and checked again after a change', () => {
  const { log, views, statusOf, directory } = known();
  const tool = openDatabase(join(directory, 'views.db'));
  tool.exec(`UPDATE credentials SET row = replace(row, '"ACTIVE"', '"DELETED"')`);
  tool.close();
  expect(statusOf()).toEqual(['ACTIVE']); // what the server wrote
  log.happens('key-2', [created]);
  views.apply(log.all.slice(-1));
  expect(statusOf).toThrow('A row of the views is not what was written');
  expect(statusOf).toThrow('A row of the views is not what was written');
});

test.each([
  [everybody, true],
  [{ account: 'acme', owner: null }, true],
  [{ account: 'other', owner: null }, false],
  [{ account: 'acme', owner: 'ada' }, true],
  [{ account: 'acme', owner: 'eve' }, false],
  [{ account: null, owner: 'ada' }, true],
  [{ account: null, owner: 'eve' }, false],
])('what somebody else has asked for is known to whom it concerns alone: %j %s', (reach, isWithin) => {
  const { views } = known();
  expect(recallCredentials(views.db, reach, 'key-1') !== undefined).toBe(isWithin);
  expect(recallCredentials(views.db, reach, 'key-2')).toBeUndefined();
});

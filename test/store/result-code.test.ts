import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openDatabase, prepare } from '../../src/adapters/sqlite/database/driver.js';
import { isBusy, isDiskFault, mayPass } from '../../src/adapters/sqlite/database/result-code.js';
import { aDirectory } from '../kit/views/views.js';

/** What was thrown; a test fails where nothing was. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test.each(['run', 'get', 'all'] as const)('a disk that does not answer is told from other faults, by %s', (way) => {
  const file = join(aDirectory(), 'some.db');
  const ours = openDatabase(file);
  ours.exec('PRAGMA journal_mode = WAL; CREATE TABLE some (n); INSERT INTO some VALUES (1)');
  const read = prepare(ours, 'SELECT n FROM some');
  read[way]();
  const other = openDatabase(file);
  other.exec('INSERT INTO some VALUES (2)'); // so that ours has to read its pages again
  truncateSync(`${file}-wal`, 0);
  const error = thrown(() => read[way]());
  expect([mayPass(error), isDiskFault(error), isBusy(error)]).toEqual([true, true, false]);
  for (const database of [ours, other]) database.close();
});

test.each(['run', 'get', 'all'] as const)('a lock of somebody else is told from other faults, by %s', (way) => {
  const file = join(aDirectory(), 'some.db');
  const [ours, other] = [openDatabase(file), openDatabase(file)];
  ours.exec('CREATE TABLE some (n)');
  other.exec('BEGIN EXCLUSIVE');
  const error = thrown(() => prepare(ours, 'INSERT INTO some VALUES (1) RETURNING n')[way]());
  expect([mayPass(error), isDiskFault(error), isBusy(error)]).toEqual([true, false, true]);
  other.exec('ROLLBACK');
  for (const database of [ours, other]) database.close();
});

test('what stays is not taken for what passes', () => {
  const database = openDatabase(':memory:');
  expect(mayPass(thrown(() => database.exec('SELECT 1 FROM nowhere')))).toBe(false);
  expect(mayPass(thrown(() => prepare(database, `SELECT json('{')`).all()))).toBe(false);
  database.close();
  expect(mayPass(thrown(() => database.exec('SELECT 1')))).toBe(false);
  for (const none of [undefined, null, 'database is locked', new Error('database is locked'), { errcode: '5' }])
    expect(mayPass(none)).toBe(false);
});

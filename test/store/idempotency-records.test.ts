import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqliteIdempotencyRecords } from '../../src/adapters/sqlite/attempts/idempotency-records.js';
import type { IdempotencyRecord } from '../../src/app/commands/idempotency/records.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aDirectory } from '../kit/views/views.js';
import { aRecord as anyRecord, idempotencyRecordsContract, noon, tomorrow } from './idempotency-records-contract.js';

const aRecord = (more: Partial<IdempotencyRecord> = {}) => anyRecord({ id: 'a record', ...more });

async function open(dataDirectory = aDirectory(), at = noon) {
  const onFatal = (error: Error) => {
    throw error;
  };
  const records = await openSqliteIdempotencyRecords({ dataDirectory, now: () => new Date(at), onFatal });
  let closed = false;
  const close = async () => {
    if (!closed) await records.close();
    closed = true;
  };
  closeAfterwards(close);
  return { ...records, close, dataDirectory };
}

/** Does any file of the directory contain this text? */
const contains = (directory: string, text: string) =>
  readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(text));

idempotencyRecordsContract('The embedded file', async () => {
  const first = await open();
  return [first, await open(first.dataDirectory)];
});

test('it is all there after a close, and after no close', async () => {
  const first = await open();
  await first.save(aRecord(), noon);
  const second = await open(first.dataDirectory); // the file as a killed process leaves it
  expect(await second.find(['a record'], noon)).toEqual(aRecord());
  await first.close();
  await second.close();
  const third = await open(first.dataDirectory);
  expect(await third.find(['a record'], noon)).toEqual(aRecord());
});

test('what has expired is no longer in any file', async () => {
  const { save, purge, find, dataDirectory } = await open();
  const expiresLater = '2026-06-02T12:00:00.001Z';
  const sealed = (number: number) => `sealed text ${number} ${'x'.repeat(number % 7 === 0 ? 20_000 : 40)}`;
  for (let number = 0; number < 300; number++)
    await save(
      aRecord({ id: `id ${number}`, minted: sealed(number), expiresAt: number % 2 ? expiresLater : tomorrow }),
      noon,
    );
  expect(contains(dataDirectory, 'sealed text 42 ')).not.toEqual([]);
  await purge(tomorrow);
  for (let number = 0; number < 300; number++) {
    const stays = number % 2 === 1;
    expect([number, contains(dataDirectory, `sealed text ${number} `).length > 0]).toEqual([number, stays]);
    expect((await find([`id ${number}`], tomorrow)) !== undefined).toBe(stays);
  }
});

test('what has expired and was replaced is gone with the next look as well', async () => {
  const { save, purge, dataDirectory } = await open();
  await save(aRecord({ minted: 'sealed text' }), noon);
  await save(aRecord({ seed: 'second', expiresAt: '2026-06-03T12:00:00.000Z' }), tomorrow);
  expect(contains(dataDirectory, 'sealed text')).not.toEqual([]);
  await purge(tomorrow);
  expect(contains(dataDirectory, 'sealed text')).toEqual([]);
});

test('what has expired while nobody was there is gone with the next start', async () => {
  const first = await open();
  await first.save(aRecord({ minted: 'sealed text' }), noon);
  await first.close();
  expect(contains(first.dataDirectory, 'sealed text')).not.toEqual([]);
  await open(first.dataDirectory, tomorrow);
  expect(contains(first.dataDirectory, 'sealed text')).toEqual([]);
});

function spoil(file: string, offset: number) {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill('no page', offset, offset + 4096));
}

test.each([
  [
    'no database',
    (file: string) => writeFileSync(file, 'not a database, but long enough to look like a file of it'.repeat(20)),
  ],
  ['cut off', (file: string) => truncateSync(file, 5000)],
  ['damaged where only the purge looks', (file: string) => spoil(file, 8192)], // a page of the index by expiry
])('a file that is %s is refused with what to do', async (_, damage) => {
  const { dataDirectory, close, save } = await open();
  for (let number = 0; number < 50; number++) await save(aRecord({ id: `id ${number}` }), noon);
  await close();
  damage(join(dataDirectory, 'idempotency.db'));
  await expect(open(dataDirectory)).rejects.toThrow(/idempotency\.db cannot be opened: .*Without it the server starts/);
});

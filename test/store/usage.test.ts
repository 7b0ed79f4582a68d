import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqliteUsage } from '../../src/adapters/sqlite/usage/usage-store.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aDirectory } from '../kit/views/views.js';
import { aRead, readersContract } from './readers-contract.js';
import { aBatch, aReport, aTally, later, usageContract } from './usage-contract.js';

async function open(directory = aDirectory()) {
  const store = await openSqliteUsage(directory);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= store.close());
  closeAfterwards(close);
  return { ...store, close, directory };
}

usageContract('The embedded file', () => open());
readersContract('The embedded file', () => open());

test('a file from before who reads was recorded takes it up', async () => {
  const { directory, close, ...first } = await open();
  await first.write(aBatch());
  await close();
  const database = openDatabase(join(directory, 'usage.db'));
  database.exec('DROP TABLE history_reads');
  database.close();
  const store = await open(directory);
  await store.writeReads([aRead()]);
  expect(await store.readsOf('acme')).toEqual([aRead()]);
});

test('it is all there after a close, and after no close', async () => {
  const used = aTally();
  const first = await open();
  await first.write(aBatch(used));
  const second = await open(first.directory); // the file as a killed process leaves it
  expect((await second.find([used.subjectId])).tallies).toEqual([used]);
  await first.close();
  await second.close();
  const third = await open(first.directory);
  expect((await third.find([used.subjectId])).tallies).toEqual([used]);
});

test('a file that cannot be read keeps nothing from starting, and is taken up when it is put right', async () => {
  const directory = aDirectory();
  writeFileSync(join(directory, 'usage.db'), 'no database, but long enough to look like one '.repeat(50));
  const store = await open(directory);
  for (let n = 0; n < 2; n++) {
    await expect(store.write(aBatch(aTally()))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.find([])).rejects.toMatchObject({ name: 'StoreUnavailable' });
  }
  renameSync(join(directory, 'usage.db'), join(directory, 'aside.db'));
  const used = aTally();
  await store.write(aBatch(used));
  expect((await store.find([used.subjectId])).tallies).toEqual([used]);
});

test('a file that was replaced is noticed, and the next try has the new one', async () => {
  const store = await open();
  await store.write(aBatch(aTally()));
  for (const name of readdirSync(store.directory))
    renameSync(join(store.directory, name), join(store.directory, `old-${name}`));
  const batch = aBatch(aTally());
  await expect(store.write(batch)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  await store.write(batch);
  expect((await store.find(batch.tallies.map(({ subjectId }) => subjectId))).tallies).toEqual(batch.tallies);
});

test('a run that said nothing more has crashed as soon as another has the file, and one that stopped has not', async () => {
  const store = await open();
  for (const [nodeName, end] of [
    ['stopped', 'STOPPED'],
    ['killed', null],
    ['running', null],
  ] as const)
    await store.write(aReport({ nodeName, end, at: later }));
  const ends = (await store.presence()).map(({ nodeName, end }) => [nodeName, end]);
  expect(new Map(ends as [string, string | null][])).toEqual(
    new Map([
      ['stopped', 'STOPPED'],
      ['killed', 'CRASHED'],
      ['running', null],
    ]),
  );
});

test('a file from before servers said that they record takes that up', async () => {
  const { directory, close, ...first } = await open();
  await first.write(aBatch());
  await close();
  const database = openDatabase(join(directory, 'usage.db'));
  database.exec('DROP TABLE presence');
  database.close();
  const store = await open(directory);
  await store.write(aReport());
  expect(await store.presence()).toHaveLength(1);
});

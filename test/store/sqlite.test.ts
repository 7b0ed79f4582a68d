import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDatabase, prepare } from '../../src/adapters/sqlite/database/driver.js';
import { DataDirectoryInUse, LogIsNewer } from '../../src/adapters/sqlite/database/errors.js';
import { openLog } from '../../src/adapters/sqlite/log/log-file.js';
import { openSqliteEventStore, type SqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { LogDamaged, NO_STREAM } from '../../src/app/log/event-store.js';
import { expectAcknowledged } from './acknowledged.js';
import { eventStoreContract } from './contract.js';
import { start } from './process.js';
import { allAfter, anEvent, aStream, someEvents } from './some-events.js';
import { newDirectory } from './temporary-directories.js';

const onFatal = (error: Error) => {
  throw error;
};
const open = (dataDirectory: string) => openSqliteEventStore({ dataDirectory, onFatal });

eventStoreContract('SQLite', async () => open(await newDirectory()));

describe('the SQLite store', () => {
  let dataDirectory: string;
  const opened: SqliteEventStore[] = [];
  const openHere = async () => {
    const store = await open(dataDirectory);
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    dataDirectory = await newDirectory();
  });
  afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

  test('keeps everything over a restart, its log id included', async () => {
    const stream = aStream();
    const made = someEvents(3);
    const before = await openHere();
    const original = await before.append(stream, NO_STREAM, made);
    const events = await before.readStream(stream);
    await before.close();
    const after = await openHere();
    expect(await after.readStream(stream)).toEqual(events);
    expect(await after.head()).toBe(original.position);
    expect(await after.append(stream, NO_STREAM, made)).toEqual(original);
    expect((await after.append(stream, 2, [anEvent()])).position > original.position).toBe(true);
  });

  test('refuses the positions of another log of its kind', async () => {
    const [here, other] = [await openHere(), await open(await newDirectory())];
    const { position } = await other.append(aStream(), NO_STREAM, [anEvent()]);
    await other.close();
    await here.append(aStream(), NO_STREAM, [anEvent()]);
    await expect(allAfter(here, position)).rejects.toMatchObject({ name: 'ForeignPosition' });
  });

  test('shares commits among appends that come together, and none with a lone one', async () => {
    const store = await openHere();
    for (let n = 1; n <= 5; n++) {
      await store.append(aStream(), NO_STREAM, someEvents(3));
      expect(store.counts()).toEqual({ appends: n, commits: n });
    }
    const together = () =>
      Promise.all(Array.from({ length: 32 }, () => store.append(aStream(), NO_STREAM, [anEvent()])));
    for (let n = 0; n < 10; n++) await together();
    const { appends, commits } = store.counts();
    expect(appends).toBe(325);
    expect(commits).toBeLessThan(appends); // how many share one is the scheduler's; `npm run bench -- commands` has the figure
  });

  test('counts no commit for a retry or a conflict', async () => {
    const store = await openHere();
    const [stream, made] = [aStream(), someEvents(1)];
    await store.append(stream, NO_STREAM, made);
    await store.append(stream, NO_STREAM, made);
    await store.append(stream, 7, someEvents(1)).catch(() => undefined);
    expect(store.counts()).toEqual({ appends: 1, commits: 1 });
  });

  test('has every commit on the disk before it is acknowledged', () => {
    const { database } = openLog(dataDirectory);
    const pragma = (name: string) => Object.values(prepare<[], object>(database, `PRAGMA ${name}`).get() ?? {});
    expect([pragma('journal_mode'), pragma('synchronous')]).toEqual([['wal'], [2]]); // 2 is FULL
    database.close();
  });

  test('is append-only in the database itself', async () => {
    const store = await openHere();
    const stream = aStream();
    await store.append(stream, NO_STREAM, someEvents(2));
    await store.close();
    const { database } = openLog(dataDirectory);
    const rows = () => prepare<[], object>(database, 'SELECT e.*, l.id AS log FROM events e, log l').all();
    const before = rows();
    const copy = (sequence: string, revision: string) =>
      `INSERT OR REPLACE INTO events SELECT ${sequence}, stream, ${revision}, id, 'Forged', data, metadata, checksum FROM events LIMIT 1`;
    const forbidden: [string, RegExp][] = [
      [`UPDATE events SET type = 'Forged'`, /never updated/],
      [`UPDATE OR REPLACE events SET sequence = 2 WHERE sequence = 1`, /never updated/],
      ['DELETE FROM events', /never deleted/],
      [copy('1', '0'), /in order/],
      [copy('3', '0'), /in order/],
      [copy('2', '2'), /in order/],
      [copy('4', '2'), /in order/],
      [copy('NULL', '0'), /in order/],
      [`UPDATE log SET id = '000000000000'`, /keeps its id/],
      ['DELETE FROM log', /keeps its id/],
      [`INSERT OR REPLACE INTO log (rowid, id) VALUES (1, '000000000000')`, /has its id/],
    ];
    for (const [sql, words] of forbidden) expect(() => database.exec(sql)).toThrow(words);
    expect(rows()).toEqual(before);
    database.close();
  });

  test('is not opened when a newer release wrote it, or when it is no log', async () => {
    await (await openHere()).close();
    const database = openDatabase(join(dataDirectory, 'events.db'));
    database.exec('PRAGMA user_version = 3');
    database.close();
    await expect(openHere()).rejects.toBeInstanceOf(LogIsNewer);

    const other = openDatabase(join((dataDirectory = await newDirectory()), 'events.db'));
    other.exec('CREATE TABLE events (anything)');
    other.close();
    await expect(openHere()).rejects.toBeInstanceOf(LogDamaged);
    await expect(openHere()).rejects.toBeInstanceOf(LogDamaged); // and the refusal has let go of the directory
  });

  test('has its data directory to itself, in this process', async () => {
    const store = await openHere();
    await expect(openHere()).rejects.toBeInstanceOf(DataDirectoryInUse);
    await expect(openHere()).rejects.toThrow(dataDirectory);
    const second = start('hold-data-directory.js', dataDirectory); // closing a file drops a process's locks on it (fcntl)
    expect(await second.firstLine()).toMatch(/^DataDirectoryInUse/);
    await second.ended;
    await store.append(aStream(), NO_STREAM, [anEvent()]);
    await store.close();
    await openHere();
  });

  test('has its data directory to itself among processes, until its own is gone', async () => {
    const owner = start('hold-data-directory.js', dataDirectory);
    expect(await owner.firstLine()).toBe('open');
    await expect(openHere()).rejects.toBeInstanceOf(DataDirectoryInUse);
    const second = start('hold-data-directory.js', dataDirectory);
    expect(await second.firstLine()).toMatch(/^DataDirectoryInUse: .* in use/);
    await second.ended;
    await expect(openHere()).rejects.toBeInstanceOf(DataDirectoryInUse); // a refused one takes no lock away
    await owner.kill();
    await openHere();
  });

  test('has everything that was acknowledged when it was killed among 32 writers', async () => {
    const writers = start('write-until-killed.js', dataDirectory);
    const acknowledged: string[] = [];
    for await (const line of writers.lines) {
      if (acknowledged.push(line) === 3000) void writers.kill();
    }
    await writers.ended;
    expect(acknowledged.length).toBeGreaterThanOrEqual(3000);

    const store = await openHere();
    const events = await allAfter(store, undefined);
    expectAcknowledged(acknowledged, events);
    const { position } = await store.append(aStream(), NO_STREAM, [anEvent()]);
    expect(position > (events.at(-1)?.position ?? '')).toBe(true);
  });
});

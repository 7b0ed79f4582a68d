import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { openLog } from '../../src/adapters/sqlite/log/log-file.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { LogDamaged, NO_STREAM } from '../../src/app/log/event-store.js';
import { copyAsKilled, flipBit } from '../kit/stores/flip-bit.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aDirectory } from '../kit/views/views.js';
import { afterwards, eventsIn, expectTrueOrRefused, flips, opened, someLogs, walIn } from './flips.js';
import { allAfter, anEvent, aStream, someEvents } from './some-events.js';
import { newDirectory } from './temporary-directories.js';

const onFatal = (error: Error) => {
  throw error;
};
const open = async (dataDirectory: string) => {
  const store = await openSqliteEventStore({ dataDirectory, onFatal });
  closeAfterwards(() => store.close());
  return store;
};

let stopped = '';
let killed = '';
let rows: object[] | Error = [];
beforeAll(async () => {
  ({ stopped, killed, rows } = await someLogs());
});

describe('a bit that has flipped', () => {
  test('anywhere in events.db is noticed, at the latest by the scrub, or does no harm', async () => {
    expect(await flips(stopped, eventsIn, rows, 300)).toBeGreaterThan(100);
  });

  test('in any byte of the header is noticed, or does no harm', async () => {
    for (let offset = 0; offset < 100; offset++)
      expectTrueOrRefused(
        await afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset, offset % 8)),
        rows,
      );
  });

  test.each(['KeyCreated', 'acme', 'recordedAt', '"account"'])(
    'in the text of an event, at %s, is noticed',
    async (text) => {
      const offset = readFileSync(eventsIn(stopped)).lastIndexOf(text); // the first may be what a page that was split has left
      const came = await afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset + 1, 1));
      expect(came).toBeInstanceOf(LogDamaged);
      expect(String(came)).toMatch(/event \d+ is not what was written there\. Restore a backup/);
    },
  );

  test('in a trigger is noticed: it could let pass what it is to forbid, or nothing', async () => {
    const offset = readFileSync(eventsIn(stopped)).lastIndexOf('+ 1 FROM events') + 2;
    const came = await afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset, 0));
    expect(String(came)).toMatch(/LogDamaged: .*its tables are not those that this release makes/);
  });

  test('anywhere in the write-ahead log is noticed, or does no harm: the views have seen more', async () => {
    expect(await flips(killed, walIn, rows, 150)).toBeGreaterThan(100);
  });
});

describe('a file that is not what it was', () => {
  const wal = () => readFileSync(walIn(killed));
  const harms: [string, (directory: string) => void][] = [
    ['the write-ahead log is missing', (directory) => rmSync(walIn(directory))],
    ['the write-ahead log is empty', (directory) => truncateSync(walIn(directory), 0)],
    ['the write-ahead log is cut in half', (directory) => truncateSync(walIn(directory), wal().length / 2)],
    ['the write-ahead log is one byte short', (directory) => truncateSync(walIn(directory), wal().length - 1)],
    ['events.db is missing', (directory) => rmSync(eventsIn(directory))],
    ['events.db is empty', (directory) => truncateSync(eventsIn(directory), 0)],
    ['events.db is cut in its header', (directory) => truncateSync(eventsIn(directory), 50)],
    ['events.db is cut in half', (directory) => truncateSync(eventsIn(directory), statSync(eventsIn(killed)).size / 2)],
    ['events.db is a text', (directory) => writeFileSync(eventsIn(directory), 'This is a text. '.repeat(1000))],
    ['events.db is zeros', (directory) => writeFileSync(eventsIn(directory), Buffer.alloc(20_000))],
  ];
  test.each(harms)('%s: it is said, and what is left stays', async (_, harm) => {
    const dataDirectory = aDirectory();
    copyAsKilled(killed, dataDirectory);
    harm(dataDirectory);
    const left = (path: string) => statSync(path, { throwIfNoEntry: false })?.size;
    const before = left(walIn(dataDirectory));
    expect(await opened(dataDirectory)).toBeInstanceOf(LogDamaged);
    if (before) expect(left(walIn(dataDirectory))).toBe(before);
  });

  test('after a stop, events.db is missing or empty and the views have seen events', async () => {
    for (const harm of [rmSync, (file: string) => truncateSync(file, 0)]) {
      const came = await afterwards(stopped, (directory) => harm(eventsIn(directory)));
      expect(String(came)).toMatch(
        /LogDamaged: .*it is empty, and the views beside it were made from a log that was not/,
      );
    }
  });

  test('a backup that SQLite has made is as good as the log', async () => {
    const { database } = openLog(stopped);
    const directory = aDirectory();
    database.exec(`VACUUM INTO '${eventsIn(directory)}'`);
    database.close();
    expect(await opened(directory)).toEqual(rows);
  });

  test('another log, with events, may be put there', async () => {
    const other = await newDirectory();
    const store = await openSqliteEventStore({ dataDirectory: other, onFatal });
    await store.append(aStream(), NO_STREAM, [anEvent()]);
    await store.close();
    const came = await afterwards(stopped, (directory) =>
      writeFileSync(eventsIn(directory), readFileSync(eventsIn(other))),
    );
    expect(came).toHaveLength(2);
  });
});

test('damage that comes while it runs is noticed at every read of it, and other events are read', async () => {
  const dataDirectory = await newDirectory();
  const store = await open(dataDirectory);
  const [whole, harmed] = [aStream(), aStream()];
  await store.append(whole, NO_STREAM, someEvents(2));
  const made = [anEvent({ name: 'Needle in it' })];
  await store.append(harmed, NO_STREAM, made);
  await store.close();

  const again = await open(dataDirectory);
  flipBit(eventsIn(dataDirectory), readFileSync(eventsIn(dataDirectory)).indexOf('Needle'), 0);
  await expect(again.readStream(harmed)).rejects.toBeInstanceOf(LogDamaged);
  await expect(allAfter(again, undefined)).rejects.toBeInstanceOf(LogDamaged);
  expect(await again.readStream(whole)).toHaveLength(2);
});

test('an event that is lost while it runs is missed by whoever reads where it was', async () => {
  const dataDirectory = await newDirectory();
  const store = await open(dataDirectory);
  const [whole, harmed] = [aStream(), aStream()];
  await store.append(whole, NO_STREAM, someEvents(2));
  await store.append(harmed, NO_STREAM, someEvents(3));

  const database = openDatabase(eventsIn(dataDirectory));
  database.exec('DROP TRIGGER events_not_deleted; DELETE FROM events WHERE sequence = 4');
  database.close();
  await expect(store.readStream(harmed)).rejects.toThrow('an event is missing');
  await expect(allAfter(store, undefined)).rejects.toThrow('an event is missing');
  expect(await store.readStream(whole)).toHaveLength(2);
});

import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prepare } from '../../src/adapters/sqlite/driver.js';
import { damageIn, LogFault, LogIsNewer } from '../../src/adapters/sqlite/errors.js';
import { faultOf } from '../../src/adapters/sqlite/fault.js';
import { openLog } from '../../src/adapters/sqlite/log-file.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/open.js';
import { LogDamaged, NO_STREAM } from '../../src/app/event-store.js';
import { aKeyIn, closeAfterwards, following } from '../kit/shell.js';
import { copyAsKilled, flipBit } from '../kit/harm.js';
import { aDirectory, someViews } from '../kit/views.js';
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
const eventsIn = (dataDirectory: string) => join(dataDirectory, 'events.db');
const walIn = (dataDirectory: string) => join(dataDirectory, 'events.db-wal');
const ALL = 'SELECT * FROM events ORDER BY sequence';
const OF_STREAM = 'SELECT sequence, revision FROM events WHERE stream = ? ORDER BY revision';

/** All rows of the log as this release opens it, and once more by the index of streams, or the error that says that it is damaged; any other error is thrown. */
function opened(dataDirectory: string): object[] | Error {
  try {
    const { database } = openLog(dataDirectory);
    const found = prepare<[], { stream: string }>(database, ALL).all();
    const ofStream = prepare<[string], object>(database, OF_STREAM);
    const streams = new Set(found.map(({ stream }) => stream));
    const byIndex = [...streams].flatMap((stream) => ofStream.all(stream));
    database.close();
    return [...found, ...byIndex];
  } catch (error) {
    const known = error instanceof LogIsNewer || error instanceof LogFault ? error : damageIn(faultOf(error));
    if (!known) throw error;
    return known;
  }
}

let stopped = ''; // everything in events.db
let killed = ''; // half of it in the write-ahead log, and views that have seen all
let rows: object[] = [];
beforeAll(async () => {
  [stopped, killed] = [await newDirectory(), await newDirectory()];
  const first = await newDirectory();
  const store = await openSqliteEventStore({ dataDirectory: first, onFatal });
  for (let n = 0; n < 20; n++) await aKeyIn(store);
  await store.close();
  const again = await openSqliteEventStore({ dataDirectory: first, onFatal });
  for (let n = 0; n < 20; n++) await aKeyIn(again);
  const { projector, views } = following(again, someViews(first));
  await projector.passed(await again.head(), 10_000);
  copyAsKilled(first, killed);
  await projector.stop();
  views.close();
  await again.close();
  copyAsKilled(first, stopped);
  rows = opened(stopped) as object[];
  expect(rows).toHaveLength(80);
});

/** A turn of the event loop: drivers let go of files there. */
const released = () => new Promise((resolve) => setImmediate(resolve));

/** The same files once more, harmed, and what opening them comes to. */
function afterwards(from: string, harm: (dataDirectory: string) => void): object[] | Error {
  const dataDirectory = aDirectory();
  copyAsKilled(from, dataDirectory);
  harm(dataDirectory);
  return opened(dataDirectory);
}

/** Nothing is lost or altered, or it is said. */
function expectTrueOrRefused(came: object[] | Error): void {
  if (came instanceof Error) expect(came.message).toMatch(/Restore a backup|header is damaged|begin with an empty/);
  else expect(came).toEqual(rows);
}

describe('a bit that has flipped', () => {
  const anywhereIn = (file: string) => [fc.nat(statSync(file).size - 1), fc.nat(7)] as const;

  test('anywhere in events.db is noticed at start, or does no harm', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(...anywhereIn(eventsIn(stopped)), async (offset, bit) => {
        await released();
        const came = afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset, bit));
        expectTrueOrRefused(came);
        if (came instanceof Error) refused++;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test('in any byte of the header is noticed, or does no harm', () => {
    for (let offset = 0; offset < 100; offset++)
      expectTrueOrRefused(afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset, offset % 8)));
  });

  test.each(['KeyCreated', 'acme', 'recordedAt', '"account"'])('in the text of an event, at %s, is noticed', (text) => {
    const offset = readFileSync(eventsIn(stopped)).lastIndexOf(text); // the first may be what a page that was split has left
    const came = afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset + 1, 1));
    expect(came).toBeInstanceOf(LogDamaged);
    expect(String(came)).toMatch(/event \d+ is not what was written there\. Restore a backup/);
  });

  test('in a trigger is noticed: it could let pass what it is to forbid, or nothing', () => {
    const offset = readFileSync(eventsIn(stopped)).lastIndexOf('+ 1 FROM events') + 2;
    const came = afterwards(stopped, (directory) => flipBit(eventsIn(directory), offset, 0));
    expect(String(came)).toMatch(/LogDamaged: .*its tables are not those that this release makes/);
  });

  test('anywhere in the write-ahead log is noticed, or does no harm: the views have seen more', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(...anywhereIn(walIn(killed)), async (offset, bit) => {
        await released();
        const came = afterwards(killed, (directory) => flipBit(walIn(directory), offset, bit));
        expectTrueOrRefused(came);
        if (came instanceof Error) refused++;
      }),
      { numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(100);
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
  test.each(harms)('%s: it is said, and what is left stays', (_, harm) => {
    const dataDirectory = aDirectory();
    copyAsKilled(killed, dataDirectory);
    harm(dataDirectory);
    const left = (path: string) => statSync(path, { throwIfNoEntry: false })?.size;
    const before = left(walIn(dataDirectory));
    expect(opened(dataDirectory)).toBeInstanceOf(LogDamaged);
    if (before) expect(left(walIn(dataDirectory))).toBe(before);
  });

  test('after a stop, events.db is missing or empty and the views have seen events', () => {
    for (const harm of [rmSync, (file: string) => truncateSync(file, 0)]) {
      const came = afterwards(stopped, (directory) => harm(eventsIn(directory)));
      expect(String(came)).toMatch(
        /LogDamaged: .*it is empty, and the views beside it were made from a log that was not/,
      );
    }
  });

  test('a backup that SQLite has made is as good as the log', () => {
    const { database } = openLog(stopped);
    const directory = aDirectory();
    database.exec(`VACUUM INTO '${eventsIn(directory)}'`);
    database.close();
    expect(opened(directory)).toEqual(rows);
  });

  test('another log, with events, may be put there', async () => {
    const other = await newDirectory();
    const store = await openSqliteEventStore({ dataDirectory: other, onFatal });
    await store.append(aStream(), NO_STREAM, [anEvent()]);
    await store.close();
    const came = afterwards(stopped, (directory) => writeFileSync(eventsIn(directory), readFileSync(eventsIn(other))));
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

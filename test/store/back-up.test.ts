import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { backUp } from '../../src/adapters/sqlite/backup/back-up.js';
import { checkCopy, CopyIsBad } from '../../src/adapters/sqlite/backup/check-copy.js';
import { summaryOf } from '../../src/adapters/sqlite/log/log-summary.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { TargetNotEmpty } from '../../src/adapters/sqlite/backup/empty-directory.js';
import { LogFault, LogIsNewer } from '../../src/adapters/sqlite/database/errors.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { NO_STREAM, type EventStore } from '../../src/app/log/event-store.js';
import { allAfter, anEvent, aStream } from './some-events.js';
import { newDirectory } from './temporary-directories.js';

const openStore = (dataDirectory: string) =>
  openSqliteEventStore({ dataDirectory, onFatal: (error) => expect(error).toBeUndefined() });

async function fill(store: EventStore, streams: number) {
  for (let at = 0; at < streams; at++) await store.append(aStream(), NO_STREAM, [anEvent(), anEvent()]);
}

let directory = '';
let dataDirectory = '';
let target = '';
beforeEach(async () => {
  directory = await newDirectory();
  dataDirectory = join(directory, 'data');
  target = join(directory, 'backups', 'today');
});

describe('a backup', () => {
  test('of a log in use is a log with the same events at the same positions, for its owner only', async () => {
    const store = await openStore(dataDirectory);
    await fill(store, 20);
    const head = await store.head();
    const made = backUp(dataDirectory, target);
    expect(made).toMatchObject({ file: join(target, 'events.db'), events: 40, head });
    expect(made.bytes).toBe(statSync(made.file).size);
    expect(readdirSync(target)).toEqual(['events.db']);
    expect([statSync(target).mode & 0o777, statSync(made.file).mode & 0o777]).toEqual([0o700, 0o600]);

    const wanted = await allAfter(store, undefined);
    await fill(store, 1);
    await store.close();
    const restored = await openStore(target);
    expect(await allAfter(restored, undefined)).toEqual(wanted);
    expect(await restored.head()).toBe(head);
    await fill(restored, 1); // and it goes on
    await restored.close();
  });

  test('of a log that nobody uses, and of an empty one', async () => {
    const store = await openStore(dataDirectory);
    const origin = await store.head();
    expect(backUp(dataDirectory, target)).toMatchObject({ events: 0, head: origin });
    await fill(store, 3);
    await store.close();
    expect(backUp(dataDirectory, join(directory, 'later'))).toMatchObject({ events: 6 });
    await (await openStore(dataDirectory)).close(); // the log can be opened as before
  });

  test('of what a killed server left has the events that are not yet in the file', async () => {
    const store = await openStore(dataDirectory);
    await fill(store, 20);
    const left = join(directory, 'left');
    mkdirSync(left);
    for (const name of ['events.db', 'events.db-wal']) copyFileSync(join(dataDirectory, name), join(left, name));
    await store.close();
    expect(backUp(left, target)).toMatchObject({ events: 40 });
  });
});

describe('no backup', () => {
  beforeEach(async () => {
    const store = await openStore(dataDirectory);
    await fill(store, 3);
    await store.close();
  });

  test.each([
    [
      'into a directory with a file',
      () => (mkdirSync(target, { recursive: true }), writeFileSync(join(target, 'x'), 'as it was')),
    ],
    ['over another backup', () => void backUp(dataDirectory, target)],
    ['into a file', () => (mkdirSync(join(target, '..'), { recursive: true }), writeFileSync(target, 'as it was'))],
    ['under a file', () => writeFileSync(join(target, '../..', 'backups'), 'as it was')],
  ])('%s', (_, prepare) => {
    prepare();
    const before = existsSync(target) && statSync(target).isDirectory() ? readdirSync(target) : [];
    expect(() => backUp(dataDirectory, target)).toThrow(TargetNotEmpty);
    if (before.length > 0) expect(readdirSync(target)).toEqual(before);
  });

  test('into the data directory itself', () =>
    expect(() => backUp(dataDirectory, dataDirectory)).toThrow(TargetNotEmpty));

  test('where there is no log, and none is made', () => {
    expect(() => backUp(join(directory, 'none'), target)).toThrow(LogFault);
    expect([existsSync(join(directory, 'none')), existsSync(target)]).toEqual([false, false]);
  });

  test.each([
    ['something else', 'This is a text. '.repeat(100)],
    ['nothing', ''],
  ])('of a file with %s in it', (_, text) => {
    writeFileSync(join(dataDirectory, 'events.db'), text);
    expect(() => backUp(dataDirectory, target)).toThrow();
    expect(existsSync(target)).toBe(false);
  });

  test('of a log of a newer release', () => {
    const log = openDatabase(join(dataDirectory, 'events.db'));
    log.exec('PRAGMA user_version = 99');
    log.close();
    expect(() => backUp(dataDirectory, target)).toThrow(LogIsNewer);
  });

  test('of a log that is damaged, and nothing is left of the attempt', async () => {
    const store = await openStore(dataDirectory);
    await fill(store, 200);
    await store.close();
    const file = join(dataDirectory, 'events.db');
    const bytes = readFileSync(file);
    const page = placeOf(file, 100) & -PAGE; // neither the first event nor the last, which are read before
    writeFileSync(file, bytes.fill(0xff, page, page + PAGE));
    expect(() => backUp(dataDirectory, target)).toThrow();
    expect(readdirSync(target)).toEqual([]);
  });
});

/** SQLite's page size. */
const PAGE = 4096;

/**
 * Makes the last name of all begin with what sorts first, wherever it stands: SQLite does not find it in its index any more.
 * Everywhere, because pages keep old bytes that nobody reads.
 */
function changeLetter(file: string) {
  const log = openDatabase(file, { readOnly: true });
  const { stream } = log.prepare('SELECT max(stream) AS stream FROM events').get() as { stream: string };
  log.close();
  writeFileSync(file, readFileSync(file, 'latin1').replaceAll(stream, `#${stream.slice(1)}`), 'latin1');
}

/** Where in a file of a log the name of the stream of this event stands first. */
function placeOf(file: string, sequence: number): number {
  const log = openDatabase(file, { readOnly: true });
  const { stream } = log.prepare('SELECT stream FROM events WHERE sequence = ?').get(sequence) as { stream: string };
  log.close();
  return readFileSync(file).indexOf(stream);
}

describe('a copy is not taken that', () => {
  /** A copy to be spoilt, and what was known of the log before. */
  async function aCopy() {
    const store = await openStore(dataDirectory);
    await fill(store, 200);
    await store.close();
    const { file } = backUp(dataDirectory, target);
    const log = openDatabase(join(dataDirectory, 'events.db'), { readOnly: true });
    return { file, log, before: summaryOf(log) };
  }
  const withoutTriggers = `DROP TRIGGER events_not_deleted; DROP TRIGGER events_not_updated; DROP TRIGGER log_not_updated;`;

  test.each([
    ['lacks the newest event', 'DELETE FROM events WHERE sequence = 400', 'its end is missing'],
    ['lacks triggers', '', 'its tables are not those'],
    ['lacks one in the middle', 'DELETE FROM events WHERE sequence = 200', 'event 200 is missing'],
    [
      'has a value changed',
      "UPDATE events SET metadata = '{}' WHERE sequence = 200",
      'event 200 is not what was written',
    ],
    [
      'has another event at the end',
      "UPDATE events SET id = 'x' WHERE sequence = 400",
      'its end is not that of the log',
    ],
    ['is of another log', "UPDATE log SET id = '000000000000'", 'it is of another log'],
  ])('%s', async (_, spoil, because) => {
    const { file, log, before } = await aCopy();
    expect(checkCopy(file, log, before)).toEqual(before);
    const copy = openDatabase(file);
    copy.exec(`${withoutTriggers} ${spoil}`);
    copy.close();
    expect(() => checkCopy(file, log, before)).toThrow(because);
    log.close();
  });

  test.each([
    ['is cut in half', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['has a letter changed', changeLetter],
    ['is empty', (file: string) => truncateSync(file, 0)],
    ['is something else', (file: string) => writeFileSync(file, 'This is a text. '.repeat(1000))],
  ])('%s', async (_, spoil) => {
    const { file, log, before } = await aCopy();
    spoil(file);
    expect(() => checkCopy(file, log, before)).toThrow(CopyIsBad);
    log.close();
  });
});

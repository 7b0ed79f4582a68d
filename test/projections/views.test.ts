import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projections } from '../../projections/index.js';
import { keyHistory } from '../../projections/key-history/index.js';
import { openDatabase, prepare } from '../../src/adapters/sqlite/database/driver.js';
import type { Projection } from '../../src/app/views/views.js';
import { created, many, renamed, secretAdded, uriAdded } from '../kit/facts/facts.js';
import { aLog, positionAt } from '../kit/facts/log.js';
import { tally, talliedTypes } from '../kit/views/tally.js';
import { aDirectory, dump, someViews } from '../kit/views/views.js';

const log = aLog();
for (const id of many(40, (n) => `key-${n}`)) log.happens(id, [created, uriAdded('u'), secretAdded('s')]);
const { all } = log;
const last = positionAt(all.length);
const index = /^key_details_text_(data|idx)$/;

/** Views with everything in them, closed: their directory, and what was in them. */
function filled() {
  const directory = aDirectory();
  const views = someViews(directory);
  views.apply(all);
  const rows = dump(views.db, index);
  views.db.get('PRAGMA wal_checkpoint(TRUNCATE)'); // or the damage is mended from the write-ahead log
  views.close();
  return { directory, file: join(directory, 'views.db'), rows };
}

test('new views start at the beginning, and are where the last event was', () => {
  const views = someViews();
  expect(views.passed()).toBeUndefined();
  views.apply([]);
  expect(views.passed()).toBeUndefined();
  views.apply(all.slice(0, 5));
  expect(views.passed()).toBe(positionAt(5));
});

test('views opened again go on from there', () => {
  const { directory, rows } = filled();
  const views = someViews(directory);
  expect(views.passed()).toBe(last);
  expect(dump(views.db, index)).toEqual(rows);
});

describe('a file that is damaged is built again', () => {
  const damages: Record<string, (file: string) => void> = {
    deleted: (file) => rmSync(file),
    emptied: (file) => truncateSync(file, 0),
    'cut in a page': (file) => truncateSync(file, 5000),
    'cut in half': (file) => truncateSync(file, 4096 * Math.floor(statSync(file).size / 8192)),
    'overwritten with text': (file) => writeFileSync(file, 'This is not a database. '.repeat(500)),
    'overwritten with zeros': (file) => writeFileSync(file, Buffer.alloc(statSync(file).size)),
    'garbled in the middle': (file) => {
      const descriptor = openSync(file, 'r+');
      writeSync(descriptor, Buffer.alloc(4096 * 4, 0xa5), 0, 4096 * 4, 4096);
      closeSync(descriptor);
    },
    'another database': (file) => {
      const other = aDirectory();
      someViews(other, [tally(1)]).close();
      writeFileSync(file, readFileSync(join(other, 'views.db')));
    },
  };
  test.each(Object.keys(damages))('%s', async (name) => {
    const { directory, file, rows } = filled();
    damages[name]?.(file);
    const views = someViews(directory);
    let told = 0;
    views.onDamage(() => void told++);
    if (views.passed() !== undefined) await views.checkFile(new AbortController().signal);
    if (told > 0) views.reset();
    expect(views.passed()).toBeUndefined();
    views.apply(all);
    expect(views.passed()).toBe(last);
    expect(dump(views.db, new RegExp(`${index.source}|^projection$|^tally$`))).toEqual({
      ...rows,
      projection: undefined,
    });
    expect(existsSync(file)).toBe(true);
  });
});

describe('a projection of another version', () => {
  const others = () => [...projections] as Projection<never>[];
  test('is rebuilt alone', () => {
    const directory = aDirectory();
    const views = someViews(directory, [...others(), tally(1)]);
    views.apply(all.slice(0, 10));
    views.db.run(`UPDATE key_details SET name = 'not rebuilt'`);
    views.close();

    const raised = someViews(directory, [...others(), tally(2)]);
    expect(raised.passed()).toBeUndefined();
    expect(talliedTypes(raised)).toEqual([]);
    raised.apply(all.slice(0, 10));
    expect(talliedTypes(raised)).toHaveLength(10);
    expect(raised.db.get('SELECT count(*) AS count FROM key_history')).toEqual({ count: 10 });
    expect(raised.db.all('SELECT DISTINCT name FROM key_details')).toEqual([{ name: 'not rebuilt' }]);
    expect(raised.passed()).toBe(positionAt(10));
  });
  test('may have a full-text index, which goes with it', () => {
    const { directory, rows } = filled();
    const raised = projections.map((one) => ({ ...one, version: one.version + 1 })) as Projection<never>[];
    const views = someViews(directory, raised);
    expect(dump(views.db, index)['key_details_text_content']).toEqual([]);
    views.apply(all);
    const { projection: _, ...rebuilt } = dump(views.db, index);
    expect(rebuilt).toEqual({ ...rows, projection: undefined });
  });
  test('that goes away and comes back has not seen what was in between', () => {
    const directory = aDirectory();
    const [early, between] = [all.slice(0, 10), all.slice(10, 20)];
    const withIt = someViews(directory, [...others(), tally(1)]);
    withIt.apply(early);
    withIt.close();
    const without = someViews(directory);
    without.apply(between);
    without.close();
    const back = someViews(directory, [...others(), tally(1)]);
    expect(back.passed()).toBe(positionAt(10));
    back.apply(between);
    expect(talliedTypes(back)).toEqual([...early, ...between].map(({ type }) => type));
  });
});

test('rows and checkpoint move together or not at all', () => {
  const directory = aDirectory();
  const views = someViews(directory, [...projections, tally(1, 'KeyRenamed')]);
  views.apply(all);
  const before = dump(views.db);
  const more = aLog();
  for (const event of all) more.happens(event.keyId, [event]);
  const renaming = [...more.happens('key-n0', [uriAdded('v')]), ...more.happens('key-n1', [renamed('New')])];
  expect(() => views.apply(renaming)).toThrow('the disk is full');
  expect(dump(views.db)).toEqual(before);
  expect(views.passed()).toBe(last);
  views.close();
  const again = someViews(directory, [...projections, tally(1)]);
  expect(dump(again.db)).toEqual(before);
  again.apply(renaming);
  expect(again.passed()).toBe(positionAt(all.length + 2));
});

test('a catch-up that fails half-way leaves nothing, and the next one can begin', async () => {
  const directory = aDirectory();
  const views = someViews(directory, [...projections, tally(1, 'SecretAdded')]);
  const before = dump(views.db, index);
  await expect(views.catchUp([all])).rejects.toThrow('the disk is full');
  expect(dump(views.db, index)).toEqual(before);
  expect(views.passed()).toBeUndefined();
  const harmless = all.filter(({ type }) => type !== 'SecretAdded');
  await views.catchUp([harmless]);
  expect(views.passed()).toBe(harmless.at(-1)?.position);
});

test('a catch-up whose events break off leaves nothing', async () => {
  const views = someViews();
  const before = dump(views.db, index);
  function* breakingOff() {
    yield all.slice(0, 50);
    throw new Error('the log cannot be read');
  }
  await expect(views.catchUp(breakingOff())).rejects.toThrow('the log cannot be read');
  expect(dump(views.db, index)).toEqual(before);
  await views.catchUp([all]);
  expect(views.passed()).toBe(last);
});

test('others have their turn during a catch-up of many events, and nothing of it is committed before its end', async () => {
  const many = aLog();
  for (let n = 0; n < 3_000; n++) many.happens(`key-${n}`, [created, uriAdded(`u-${n}`), renamed(`Name ${n}`)]);
  const directory = aDirectory();
  const views = someViews(directory);
  const other = openDatabase(join(directory, 'views.db'), { readOnly: true });
  const committed = prepare<[], { count: number }>(other, 'SELECT count(*) AS count FROM key_history');
  const seenByOthers: unknown[] = [];
  const turn = setInterval(() => seenByOthers.push(committed.get()?.count), 1);
  let turnsWhileReading = 0;
  function* pages() {
    for (let at = 0; at < many.all.length; at += 100) yield many.all.slice(at, at + 100);
    turnsWhileReading = seenByOthers.length;
  }
  await views.catchUp(pages());
  clearInterval(turn);
  expect(turnsWhileReading).toBeGreaterThan(1);
  expect(seenByOthers.length).toBeGreaterThan(turnsWhileReading);
  expect(new Set(seenByOthers)).toEqual(new Set([0]));
  expect(committed.get()?.count).toBe(many.all.length);
  other.close();
});

test('forgetting everything leaves nothing, and it can be filled again', () => {
  const views = someViews();
  views.apply(all);
  const rows = dump(views.db, index);
  views.reset();
  expect(views.passed()).toBeUndefined();
  expect(views.db.get('SELECT count(*) AS count FROM key_details')).toEqual({ count: 0 });
  views.apply(all);
  expect(dump(views.db, index)).toEqual(rows);
});

test('a text with NUL is refused and never cut', () =>
  expect(() => someViews().db.get('SELECT ?', 'a\0b')).toThrow(TypeError));

test('every projection has a name of its own that its tables start with', () => {
  expect(new Set(projections.map(({ name }) => name)).size).toBe(projections.length);
  expect(keyHistory.tables.join('\n')).toContain(`CREATE TABLE ${keyHistory.name} `);
});

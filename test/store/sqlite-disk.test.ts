import { expect, test } from '@jest/globals';
import { batchAppender } from '../../src/adapters/sqlite/log/append-batch.js';
import { openLog } from '../../src/adapters/sqlite/log/log-file.js';
import { BEFORE_FIRST, type AppendRequest } from '../../src/adapters/sqlite/log/messages.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { isDiskFault, resultCodeOf } from '../../src/adapters/sqlite/database/result-code.js';
import { NO_STREAM } from '../../src/app/log/event-store.js';
import { expectAcknowledged } from './acknowledged.js';
import { start } from './process.js';
import { allAfter, anEvent, aStream } from './some-events.js';
import { newDirectory } from './temporary-directories.js';

const SQLITE_FULL = 13;

test('a full disk refuses the whole batch, leaves nothing of it, and is over when there is room', async () => {
  const { database, logId } = openLog(await newDirectory());
  const append = batchAppender(database, logId);
  const text = { ...anEvent(), data: JSON.stringify({ text: 'x'.repeat(10_000) }), metadata: '{}' };
  const request = (): AppendRequest => ({ stream: aStream(), expected: BEFORE_FIRST, events: [text] });
  const count = () => Object.values(database.prepare('SELECT count(*) FROM events').get() as object);
  expect(append([request()]).written).toBe(1);

  database.exec('PRAGMA max_page_count = 40'); // SQLite's own limit answers as a full disk does
  const batch = Array.from({ length: 100 }, request);
  const refusal = (() => {
    try {
      append(batch);
    } catch (error) {
      return error;
    }
  })();
  expect(resultCodeOf(refusal)).toBe(SQLITE_FULL);
  expect(isDiskFault(refusal)).toBe(false);
  expect([database.isTransaction, count()]).toEqual([false, [1]]);
  expect(append([request()]).written).toBe(1); // a small one still fits

  database.exec('PRAGMA max_page_count = 100000');
  expect(append(batch).written).toBe(100);
  expect(count()).toEqual([102]);
  database.close();
});

test('a disk fault ends the process, and everything acknowledged is there afterwards', async () => {
  const dataDirectory = await newDirectory();
  const writers = start('write-until-killed.js', dataDirectory, { fileBlocks: 2000 });
  const acknowledged: string[] = [];
  for await (const line of writers.lines) acknowledged.push(line);
  expect(await writers.ended).toEqual([70, null]);
  expect(acknowledged.length).toBeGreaterThan(100);

  const store = await openSqliteEventStore({ dataDirectory, onFatal: () => undefined });
  const events = await allAfter(store, undefined);
  expectAcknowledged(acknowledged, events);
  expect(events.length).toBeLessThanOrEqual(2 * (acknowledged.length + 32)); // and what 32 callers were not told
  await store.append(aStream(), NO_STREAM, [anEvent()]);
  await store.close();
});

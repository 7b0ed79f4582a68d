import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ChecksummedRow } from '../../src/adapters/sqlite/log/checksum.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { checkLeaves } from '../../src/app/scrub/check-leaves.js';
import { LogDamaged, NO_STREAM } from '../../src/app/log/event-store.js';
import { accountStreamOf, checkpointsStream } from '../../src/app/log/streams.js';
import { rebuildViews } from '../../src/app/views/rebuild-views.js';
import { ViewsDamaged, type Views } from '../../src/app/views/views.js';
import { seenLeaves } from '../../src/server/seen-leaves.js';
import { rewriteLog } from '../kit/stores/rewrite-log.js';
import { scrubOnce } from '../kit/stores/scrub-once.js';
import { aKeyIn } from '../kit/stores/shell.js';
import { aDirectory, someViews } from '../kit/views/views.js';

const anEvent = (type: string) => ({ id: randomUUID(), type, data: {}, metadata: { actorId: 'ada', account: 'acme' } });
const many = (count: number) => Array.from({ length: count }, () => anEvent('AccountPolicySet'));

/** A log of 312 events with one that is not in the tree among them, 1 at 6, and views that have seen all of it. */
async function aSeenLog() {
  const directory = aDirectory();
  const onFatal = (error: Error) => {
    throw error;
  };
  const store = await openSqliteEventStore({ dataDirectory: directory, onFatal });
  for (let n = 0; n < 5; n++) await aKeyIn(store);
  await store.append(checkpointsStream, NO_STREAM, [anEvent('CheckpointSigned')]);
  for (let n = 0; n < 6; n++) await aKeyIn(store);
  await store.append(accountStreamOf('acme'), NO_STREAM, many(300));
  const views = someViews(directory);
  await rebuildViews(store, views);
  await store.close();
  return { directory, views };
}

const compared = (directory: string, { db }: Views) =>
  scrubOnce(directory, (store) => checkLeaves({ store, seen: seenLeaves(db) })).then(
    () => undefined,
    (error: unknown) => error,
  );

/** In another event of the log, such as the one of this sequence. */
const changed = (rows: ChecksummedRow[], sequence: number, change: (row: ChecksummedRow) => Partial<ChecksummedRow>) =>
  rows.map((row) => (row.sequence === sequence ? { ...row, ...change(row) } : row));

const byAnother = ({ metadata }: ChecksummedRow) => ({ metadata: metadata.replace('"ada"', '"eve"') });

function swapped(rows: ChecksummedRow[], one: number, other: number): ChecksummedRow[] {
  const places = new Map([
    [one, other],
    [other, one],
  ]);
  const moved = rows.map((row) => ({ ...row, sequence: places.get(row.sequence) ?? row.sequence }));
  return moved.sort((a, b) => a.sequence - b.sequence);
}

test('a log that is as it was seen passes, also where the views have not come yet', async () => {
  const { directory, views } = await aSeenLog();
  expect(await compared(directory, views)).toBeUndefined();
  expect(await compared(directory, someViews())).toBeUndefined();
});

describe('a log that was rewritten, with right checksums', () => {
  const lies: [string, (rows: ChecksummedRow[]) => ChecksummedRow[], RegExp][] = [
    ['its newest events are gone', (rows) => rows.slice(0, -3), /it has 308 events, and this server has seen 311\./],
    ['another actor', (rows) => changed(rows, 4, byAnother), /the event \S+ at \S+0004 is not the one that/],
    [
      'another actor, after an event that is not in the tree',
      (rows) => changed(rows, 9, byAnother),
      /the event \S+ at \S+0009 is not the one that/,
    ],
    ['another actor of the newest', (rows) => changed(rows, 312, byAnother), /at \S+0138 is not the one that/],
    ['events in another order', (rows) => swapped(rows, 2, 3), /at \S+0002 is not the one that/],
    [
      'an event that has no canonical form',
      (rows) => changed(rows, 3, () => ({ metadata: '{"actorId":"\\ud800"}' })),
      /at \S+0003 is not the one that/,
    ],
  ];
  test.each(lies)('%s: it is damage, and nothing else tells', async (_, lie, words) => {
    const { directory, views } = await aSeenLog();
    rewriteLog(directory, lie);
    await scrubOnce(directory);
    const came = await compared(directory, views);
    expect(came).toBeInstanceOf(LogDamaged);
    expect(String(came)).toMatch(words);
    expect(String(came)).toMatch(/Restore a backup of events\.db\.$/);
  });

  test.each([2, 11])('the id of event %i once more in the last: it is damage', async (sequence) => {
    const { directory } = await aSeenLog();
    let id = '';
    rewriteLog(directory, (rows) => {
      id = rows[sequence - 1]?.id ?? '';
      return changed(rows, 312, () => ({ id }));
    });
    const came = await compared(directory, await builtAnew(directory));
    expect(came).toBeInstanceOf(LogDamaged);
    expect(String(came)).toContain(`the event ${id} at`);
    expect(String(came)).toMatch(/0138 has the id of another one\./);
  });

  test('ids that are alike in 52 bits are not the same', async () => {
    const { directory } = await aSeenLog();
    rewriteLog(directory, (rows) => {
      const id = rows[1]?.id ?? '';
      return changed(rows, 312, () => ({ id: id.slice(0, -4) + (id.endsWith('0000') ? '1111' : '0000') }));
    });
    expect(await compared(directory, await builtAnew(directory))).toBeUndefined();
  });
});

/** Views that have seen this log alone. */
async function builtAnew(directory: string): Promise<Views> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `views.db${suffix}`)); // they tell at the opening
  const onFatal = () => undefined;
  const [store, views] = [await openSqliteEventStore({ dataDirectory: directory, onFatal }), someViews()];
  await rebuildViews(store, views);
  await store.close();
  return views;
}

describe('what is damaged in the view alone has it built again', () => {
  const harms: [string, string][] = [
    ['a row of hashes', 'UPDATE log_tree SET checksum = checksum + 1 WHERE level = 0 AND number = 0'],
    ['a row of hashes that is gone', 'DELETE FROM log_tree WHERE level = 0 AND number = 0'],
    [
      'the width of the last row',
      'UPDATE log_tree SET width = width - 1 WHERE number = (SELECT max(number) FROM log_tree)',
    ],
    ['the leaf of an event', 'DELETE FROM log_tree_event WHERE leaf = 7'],
  ];
  test.each(harms)('%s', async (_, sql) => {
    const { directory, views } = await aSeenLog();
    const told: ViewsDamaged[] = [];
    views.onDamage((error) => void told.push(error));
    views.db.run(sql);
    expect(await compared(directory, views)).toBeInstanceOf(ViewsDamaged);
    expect(told).not.toEqual([]);
  });
});

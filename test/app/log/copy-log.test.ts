import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../../src/adapters/eventstoredb/open.js';
import { openSqliteEventStore } from '../../../src/adapters/sqlite/log/open-event-store.js';
import { copyLog } from '../../../src/app/log/copy-log.js';
import { StoreUnavailable, type EventStore, type EventToAppend } from '../../../src/app/log/event-store.js';
import type { LogReader } from '../../../src/app/log/log-reader.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../../kit/eventstoredb/double.js';
import { patienceMs } from '../../kit/patience.js';
import { someAppends, textsIn, textsOf, write, type Append } from '../../kit/stores/some-log.js';
import { closeAfterwards } from '../../kit/close-afterwards.js';
import { aDirectory } from '../../kit/views/views.js';
import { aWrittenLog } from '../../kit/stores/written-log.js';

let double: EventStoreDbDouble;
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(() => double.close());
afterEach(() => double.faults.clear());

async function sqlite(): Promise<EventStore> {
  const onFatal = (error: Error) => {
    throw error;
  };
  const store = await openSqliteEventStore({ dataDirectory: aDirectory(), onFatal });
  closeAfterwards(() => store.close());
  return store;
}
async function eventStoreDb(check?: (event: EventToAppend) => void, boundMs: number = patienceMs): Promise<EventStore> {
  const prefix = `t${randomBytes(6).toString('hex')}`;
  const store = await openEventStoreDb({
    connectionString: double.url,
    prefix,
    boundMs,
    ...(check && { check }),
  });
  closeAfterwards(() => store.close());
  return store;
}

const appends = someAppends();
const texts = textsIn(appends);
const shapeOf = (all: readonly Append[]) =>
  all.map(({ stream, revision, events }) => [stream, revision, events.length]);

/** The store, and what it was asked to append; it refuses from the so-manyeth on. */
function overheard(store: EventStore, from = Infinity) {
  const asked: Append[] = [];
  const append: EventStore['append'] = async (stream, expected, events) => {
    if (asked.length >= from) throw new Error('Stopped.');
    asked.push({ stream, revision: expected === 'no_stream' ? 0 : expected + 1, events });
    return store.append(stream, expected, events);
  };
  const { appendInOrder } = store;
  if (!appendInOrder) return { asked, store: { ...store, append } };
  const inOrder: typeof appendInOrder = async (lot) => {
    const taken = lot.slice(0, Math.max(0, from - asked.length));
    for (const { stream, expected, events } of taken)
      asked.push({ stream, revision: expected === 'no_stream' ? 0 : expected + 1, events });
    const position = taken.length > 0 ? await appendInOrder(taken) : '';
    if (taken.length < lot.length) throw new StoreUnavailable('Stopped.');
    return position;
  };
  return { asked, store: { ...store, append, appendInOrder: inOrder } };
}

const [whole, beginning, half] = [
  aWrittenLog(appends),
  aWrittenLog(appends.slice(0, 40)),
  aWrittenLog(appends.slice(0, 150)),
];

test('the lives to copy are several, and have commands of several events that lie between those of others', () => {
  expect(new Set(appends.map(({ stream }) => stream)).size).toBeGreaterThan(10);
  expect(appends.filter(({ events }) => events.length > 1).length).toBeGreaterThan(10);
  expect(texts.length).toBeGreaterThan(600); // more than a page
});

test('from the embedded store to EventStoreDB and back again, every event is as it was', async () => {
  const [first, second, third] = [whole(), await eventStoreDb(), await sqlite()];
  expect(await copyLog({ from: first, to: second })).toEqual({ there: 0, copied: texts.length });
  expect(await textsOf(second)).toEqual(texts);
  expect(await copyLog({ from: second, to: third, together: 50 })).toEqual({ there: 0, copied: texts.length });
  expect(await textsOf(third)).toEqual(texts);
});

describe.each([
  ['embedded store', sqlite, 1],
  ['embedded store, many at a time', sqlite, 64],
  ['EventStoreDB', () => eventStoreDb(), 1],
  ['EventStoreDB, many at a time', () => eventStoreDb(), 64],
] as const)('to %s', (_, open, together) => {
  test('each append is one append', async () => {
    const [from, to] = [whole(), overheard(await open())];
    await copyLog({ from, to: to.store, together });
    expect(shapeOf(to.asked)).toEqual(shapeOf(appends));
  });

  test('stopped in the middle it goes on, and writes nothing twice', async () => {
    const [from, target] = [whole(), await open()];
    await expect(copyLog({ from, to: overheard(target, 100).store, together })).rejects.toThrow('Stopped.');
    const there = (await textsOf(target)).length;
    expect(there).toBeGreaterThan(60);
    const rest = overheard(target);
    expect(await copyLog({ from, to: rest.store, together })).toEqual({ there, copied: texts.length - there });
    expect(textsIn(rest.asked)).toEqual(texts.slice(there));
    expect(await textsOf(target)).toEqual(texts);
    expect(await copyLog({ from, to: rest.store, together })).toEqual({ there: texts.length, copied: 0 });
  });

  test('a source that has grown since is followed', async () => {
    const [from, to] = [await sqlite(), await open()];
    await write(from, appends.slice(0, 20));
    await copyLog({ from, to, together });
    await write(from, appends.slice(20, 30));
    expect(await copyLog({ from, to, together })).toMatchObject({ copied: textsIn(appends.slice(20, 30)).length });
    expect(await textsOf(to)).toEqual(textsIn(appends.slice(0, 30)));
  });

  test('an empty source leaves an empty target, and is refused over another', async () => {
    const [from, to] = [await sqlite(), await open()];
    expect(await copyLog({ from, to, together })).toEqual({ there: 0, copied: 0 });
    await write(to, appends.slice(0, 1));
    await expect(copyLog({ from, to, together })).rejects.toMatchObject({
      name: 'LogsDiffer',
      message: expect.stringMatching(/^The target goes on where the source ends: event 0 of /),
    });
  });

  describe('writes nothing where the target is not the beginning of the source', () => {
    const [first, second] = appends as [Append, Append];
    const changed = (append: Append, more: object): Append => ({
      ...append,
      events: append.events.map((event, index) => (index === 0 ? { ...event, ...more } : event)),
    });
    const strange = 'integratorKey-somebody-else';
    const cases: [string, Append[], object][] = [
      ['data', [first, changed(second, { data: { hunter2: 1 } })], second],
      ['metadata', [changed(first, { metadata: { hunter2: 1 } }), second], first],
      ['type', [first, changed(second, { type: 'KeyDescribed2' })], second],
      ['id', [first, changed(second, { id: '00000000-0000-4000-8000-000000000000' })], second],
      ['stream', [first, { ...first, stream: strange }], { stream: strange, revision: 0 }],
      ['longer', [...appends.slice(0, 40), { ...first, stream: strange }], { stream: strange, revision: 0 }],
    ];
    test.each(cases)('%s', async (what, target, { stream, revision }: Partial<Append>) => {
      const [from, to] = [what === 'longer' ? beginning() : whole(), await open()];
      await write(to, target);
      const heard = overheard(to);
      const error = await copyLog({ from, to: heard.store, together }).catch((thrown: unknown) => thrown as Error);
      expect(error).toMatchObject({ name: 'LogsDiffer', at: { stream, revision } });
      expect(String(error)).toContain(`event ${revision} of ${stream}.`);
      expect(String(error)).not.toContain('hunter2');
      expect(heard.asked).toEqual([]);
    });
    test('two streams in another order', async () => {
      const other = appends.find((append) => append.revision === 0 && append.stream !== first.stream) as Append;
      const [from, to] = [whole(), await open()];
      await write(to, [other, first]);
      await expect(copyLog({ from, to, together })).rejects.toMatchObject({ name: 'LogsDiffer' });
      expect(await textsOf(to)).toEqual(textsIn([other, first]));
    });
  });

  test('somebody else who writes to the target is noticed', async () => {
    const [from, to] = [whole(), await open()];
    const { store } = overheard(to);
    let others = 0;
    const append: EventStore['append'] = async (stream, expected, events) => {
      const appended = await store.append(stream, expected, events);
      if (others++ === 50) await write(to, [{ ...(appends[0] as Append), stream: 'integratorKey-of-another' }]);
      return appended;
    };
    const { appendInOrder: _, ...singly } = to;
    await expect(copyLog({ from, to: { ...singly, append }, together })).rejects.toMatchObject({ name: 'LogsDiffer' });
  });
});

test.each([1, 64])(
  'what the target does not take is named by its place, and nothing after it is copied: %i at a time',
  async (together) => {
    const check = ({ type }: EventToAppend) => {
      if (type === 'SecretAdded') throw new TypeError('The event is not as SecretAdded.v1 says.');
    };
    const [from, to] = [whole(), await eventStoreDb(check)];
    const index = appends.findIndex(({ events }) => events.some(({ type }) => type === 'SecretAdded'));
    const { stream, revision } = appends[index] as Append;
    await expect(copyLog({ from, to, together })).rejects.toMatchObject({
      name: 'CannotCopy',
      message: expect.stringContaining(`event ${revision} of ${stream}, `),
    });
    expect(await textsOf(to)).toEqual(textsIn(appends.slice(0, index)));
  },
);

test('lost replies, doubled requests and resets leave every event once and in order', async () => {
  const [from, to] = [half(), await eventStoreDb()];
  double.faults.rates('append', { 'cut-after': 0.03, 'time-out': 0.05, 'time-out-unwritten': 0.05, repeat: 0.05 }, 3);
  await copyLog({ from, to });
  expect(double.faults.seen('time-out')).toBeGreaterThan(0);
  expect(await textsOf(to)).toEqual(textsIn(appends.slice(0, 150)));
});

/** As a user does: again, until it is done; whatever the target has meanwhile is a beginning of the source. */
async function untilCopied(from: LogReader, to: EventStore, together: number): Promise<void> {
  for (;;) {
    const copied = await copyLog({ from, to, together }).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
    });
    if (copied) return;
  }
}

describe('many at a time', () => {
  const misfortunes = [
    { 'cut-before': 0.03 },
    { 'cut-after': 0.03 },
    { 'cut-before': 0.02, 'cut-after': 0.02, 'time-out': 0.02, repeat: 0.05 },
  ] as const;
  test.each([1, 2, 3, 4].flatMap((seed) => misfortunes.map((rates) => [seed, rates] as const)))(
    'resets leave every event once and in order: seed %i, %j',
    async (seed, rates) => {
      const [from, to] = [whole(), await eventStoreDb()];
      double.faults.rates('append', rates, seed);
      await untilCopied(from, to, 64);
      double.faults.clear();
      expect(await textsOf(to)).toEqual(texts);
    },
  );

  test.each([1, 17, 40, 63, 64, 65, 200])('a reset before or after append %i is in order', async (nth) => {
    for (const fault of ['cut-before', 'cut-after'] as const) {
      const [from, to] = [whole(), await eventStoreDb()];
      double.faults.next('append', 'repeat', nth); // no harm, and counts
      double.faults.next('append', fault);
      await copyLog({ from, to, together: 64 });
      expect(double.faults.seen(fault)).toBeGreaterThan(0);
      expect(await textsOf(to)).toEqual(texts);
    }
  });

  test('resets at any moment, not before or after an append', async () => {
    const [from, to] = [whole(), await eventStoreDb()];
    let cuts = 0;
    const cutting = setInterval(() => void (double.cut(), cuts++), 40);
    const stop = setTimeout(() => clearInterval(cutting), 1000);
    await untilCopied(from, to, 64).finally(() => {
      clearInterval(cutting);
      clearTimeout(stop);
    });
    expect(cuts).toBeGreaterThan(1);
    expect(await textsOf(to)).toEqual(texts);
  });

  test('a lost reply is waited for, and then the rest is appended', async () => {
    const [from, to] = [half(), await eventStoreDb(undefined, 400)];
    double.faults.next('append', 'repeat', 30);
    double.faults.next('append', 'lose-reply');
    await copyLog({ from, to, together: 64 });
    expect(await textsOf(to)).toEqual(textsIn(appends.slice(0, 150)));
  });

  test('a server that refuses one append and takes the next is found out at once, and is sent nothing more', async () => {
    const [from, to] = [whole(), await eventStoreDb()];
    double.faults.next('append', 'repeat', 20);
    double.faults.next('append', 'time-out-unwritten');
    await expect(copyLog({ from, to, together: 64 })).rejects.toMatchObject({
      name: 'CannotCopy',
      message: expect.stringContaining('before others that come first in the source'),
    });
    const lot = textsIn(appends.slice(0, 64));
    expect((await textsOf(to)).length).toBeLessThan(lot.length);
  });
});

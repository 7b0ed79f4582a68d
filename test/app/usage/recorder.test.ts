import { expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../../src/app/log/event-store.js';
import { usageRecorder } from '../../../src/app/usage/recorder.js';
import type { UsageBatch } from '../../../src/app/usage/usage-store.js';
import { writeUsage } from '../../../src/app/jobs/write-usage.js';

const noon = '2026-06-01T12:00:00.000Z';
const use = { clientId: 'client', subjectId: 'secret', kind: 'USED' } as const;

/** A recorder over a store that keeps the batches it is given, and fails when it is told to. */
function recording({ maxWaiting = 1000 } = {}) {
  const written: UsageBatch[] = [];
  const said: string[] = [];
  const store = { fails: false, hold: Promise.resolve() };
  const recorder = usageRecorder({
    store: {
      async write(batch) {
        await store.hold;
        if (store.fails) throw new StoreUnavailable('away');
        written.push(batch);
      },
      refresh: async () => undefined,
    },
    now: () => new Date(noon),
    log: { warn: (_fields, message) => void said.push(message) },
    maxWaiting,
  });
  return { ...recorder, store, written, said };
}
const countOf = (batches: readonly UsageBatch[]) =>
  batches.flatMap(({ tallies }) => tallies.flatMap(({ days }) => Object.values(days))).reduce((a, b) => a + b, 0);

test('the first flush says since when it records, also without a use', async () => {
  const { flush, written } = recording();
  await flush();
  await flush();
  expect(written).toMatchObject([{ observedSince: noon, tallies: [] }]);
});

test('a million uses take as many entries as there are credentials', async () => {
  const { note, entries, flush, written } = recording();
  for (let n = 0; n < 1_000_000; n++) note({ ...use, subjectId: `secret ${n % 100}` });
  expect(entries()).toBe(100);
  await flush();
  expect(entries()).toBe(0);
  expect(written.map(({ tallies }) => tallies.length)).toEqual([0, 100]);
  expect(countOf(written)).toBe(1_000_000);
});

test('many credentials are written in several batches, and each once', async () => {
  const { note, flush, written } = recording({ maxWaiting: 5000 });
  for (let n = 0; n < 5000; n++) note({ ...use, subjectId: `secret ${n}` });
  await flush();
  expect(written.map(({ tallies }) => tallies.length)).toEqual([0, 2000, 2000, 1000]);
  expect(new Set(written.flatMap(({ tallies }) => tallies.map(({ subjectId }) => subjectId))).size).toBe(5000);
});

test('while the store is away uses are kept, the batch stays as it was, and the log hears of it once', async () => {
  const { note, flush, store, written, said, entries } = recording();
  store.fails = true;
  note(use);
  for (let n = 0; n < 3; n++) await flush();
  note(use);
  for (let n = 0; n < 3; n++) await flush();
  expect(said).toEqual([expect.stringMatching(/cannot be recorded now/)]);
  expect(entries()).toBe(1);
  store.fails = false;
  await flush();
  await flush();
  expect(countOf(written)).toBe(2);
  expect(new Set(written.map(({ id }) => id)).size).toBe(written.length);
  expect(said).toEqual([expect.anything(), expect.stringMatching(/recorded again/)]);
});

test('a batch that failed comes again under the same id, beside what was noted since', async () => {
  const seen: UsageBatch[] = [];
  let fails = true;
  const recorder = usageRecorder({
    store: {
      async write(batch) {
        seen.push(batch);
        if (fails && batch.tallies.length) throw new StoreUnavailable('in doubt');
      },
      refresh: async () => undefined,
    },
    now: () => new Date(noon),
    log: { warn: () => undefined },
  });
  recorder.note(use);
  await recorder.flush();
  recorder.note(use);
  fails = false;
  await recorder.flush();
  const [, tried, again, more] = seen;
  expect(again).toBe(tried);
  expect([countOf([again as UsageBatch]), countOf([more as UsageBatch])]).toEqual([1, 1]);
  expect(more?.id).not.toBe(again?.id);
});

test('memory has a bound: beyond it new credentials are not noted, and known ones still are', async () => {
  const { note, entries, flush, written } = recording({ maxWaiting: 10 });
  for (let n = 0; n < 50; n++) note({ ...use, subjectId: `secret ${n}` });
  note({ ...use, subjectId: 'secret 0' });
  expect(entries()).toBe(10);
  await flush();
  expect(countOf(written)).toBe(11);
});

test('noting does not wait for a store that hangs, and what is noted meanwhile is written after', async () => {
  const { note, flush, store, written } = recording();
  let release: () => void = () => undefined;
  store.hold = new Promise((resolve) => (release = resolve));
  const flushing = flush();
  note(use);
  const second = flush();
  expect(written).toEqual([]);
  release();
  await flushing;
  await second;
  expect(countOf(written)).toBe(1);
});

test('two runs of the job are less than 15 s apart, the spread included with which one may begin', () => {
  const { everyMs } = writeUsage({ flush: async () => undefined });
  expect(everyMs + everyMs / 10).toBeLessThan(15_000);
});

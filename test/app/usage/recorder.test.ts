import { describe, expect, test } from '@jest/globals';
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
  const clock = { at: Date.parse(noon) };
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
    nodeName: 'host',
    now: () => new Date(clock.at),
    log: { warn: (_fields, message) => void said.push(message) },
    maxWaiting,
  });
  return { ...recorder, clock, store, written, said };
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
    ...{ nodeName: 'host', now: () => new Date(noon) },
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

describe('who records says so', () => {
  const at = (ms: number) => new Date(Date.parse(noon) + ms).toISOString();
  const minutes = (count: number) => count * 60_000;

  /** A recorder whose job has run every 13 s for so long. */
  function running() {
    const recorder = recording({ maxWaiting: 2 });
    const pass = async (ms: number) => {
      for (const end = recorder.clock.at + ms; recorder.clock.at < end;) {
        recorder.clock.at += 13_000;
        await recorder.flush();
      }
    };
    const told = () => recorder.written.flatMap(({ presence }) => presence ?? []);
    return { ...recorder, pass, told };
  }

  test('at least once a minute, also where nobody uses anything', async () => {
    const { pass, told } = running();
    await pass(minutes(10));
    const times = told().map((presence) => Date.parse(presence.at));
    expect(times.length).toBeLessThanOrEqual(14);
    for (const [n, time] of times.entries()) expect(time - (times[n - 1] ?? time)).toBeLessThanOrEqual(60_000);
    expect(new Set(told().map(({ nodeId, nodeName, since }) => `${nodeId} ${nodeName} ${since}`)).size).toBe(1);
    expect(told()[0]).toMatchObject({ nodeName: 'host', since: noon, at: noon, end: null });
  });

  test('with each batch, of several only with the last', async () => {
    const { note, flush, written, clock } = recording({ maxWaiting: 5000 });
    await flush();
    for (let n = 0; n < 5000; n++) note({ ...use, subjectId: `secret ${n}` });
    clock.at += 1000;
    await flush();
    expect(written.map(({ presence }) => presence?.at)).toEqual([noon, undefined, undefined, at(1000)]);
  });

  test('that it has stopped, after all it had to tell', async () => {
    const { note, end, told, written } = running();
    note(use);
    await end();
    expect(told().map((presence) => presence.end)).toEqual([null, 'STOPPED']);
    expect(countOf(written)).toBe(1);
  });

  test('nothing anew while the store is away, and then that it was there all the time', async () => {
    const { note, pass, store, told } = running();
    await pass(minutes(1));
    const before = told().length;
    store.fails = true;
    note(use);
    await pass(minutes(60));
    expect(told()).toHaveLength(before);
    store.fails = false;
    await pass(minutes(1));
    expect(told().at(-1)?.since).toBe(noon);
    expect(Date.parse(told().at(-1)?.at ?? '')).toBeGreaterThan(Date.parse(at(minutes(61))));
  });

  test('that it was not there while its process stood still', async () => {
    const { pass, clock, flush, told } = running();
    await pass(minutes(1));
    clock.at += minutes(20);
    await flush();
    expect(told().at(-1)).toMatchObject({ since: at(clock.at - Date.parse(noon)), end: null });
    expect(new Set(told().map(({ nodeId }) => nodeId)).size).toBe(1);
  });

  test('nothing for a while where a use could not be noted, so that it shows as a gap', async () => {
    const { note, pass, clock, told } = running();
    await pass(minutes(1));
    const last = told().at(-1)?.at ?? '';
    for (const subjectId of ['one', 'two', 'lost']) note({ ...use, subjectId });
    const lostAt = clock.at;
    await pass(minutes(7));
    const after = told().filter((presence) => presence.since !== noon);
    expect(
      told()
        .filter((presence) => presence.since === noon)
        .at(-1)?.at,
    ).toBe(last);
    expect(Date.parse(after[0]?.since ?? '')).toBeGreaterThan(lostAt + minutes(5));
  });
});

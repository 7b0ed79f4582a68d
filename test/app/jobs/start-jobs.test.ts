import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startJobs, type Job } from '../../../src/app/jobs/start-jobs.js';

const MINUTE_MS = 60_000;
const NOON_MS = Date.parse('2026-06-01T12:00:00.000Z');

/** Jobs under a clock that is turned by hand. What they say and count is kept. */
function underAClock(jobs: Job[], { startMs = NOON_MS, random = (): number => 0 } = {}) {
  let nowMs = startMs;
  const pauses = new Set<{ endMs: number; end: () => void }>();
  const [lines, counted]: [object[], string[]] = [[], []];
  const say = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const { stop } = startJobs(jobs, {
    now: () => new Date(nowMs),
    log: { debug: say('debug'), error: say('error') },
    measure: (job, outcome) => counted.push(`${job} ${outcome}`),
    random,
    pause: (milliseconds, signal) =>
      new Promise<void>((resolve) => {
        pauses.add({ endMs: nowMs + milliseconds, end: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
  });
  return {
    stop,
    lines,
    counted,
    setClock: (ms: number) => (nowMs = ms),
    /** Lets so much time pass, minute by minute; a pause that ends within it ends at its moment. */
    async pass(minutes: number) {
      for (let minute = 0; minute < minutes; minute++) {
        nowMs += MINUTE_MS;
        for (const pause of pauses)
          if (pause.endMs <= nowMs) {
            pauses.delete(pause);
            pause.end();
          }
        await turn();
      }
    },
    /** The timers that are set end now, whatever the clock says. */
    async fire() {
      for (const { end } of pauses) end();
      pauses.clear();
      await turn();
    },
  };
}

/** A job that notes its due times. */
function noting(name: string, everyMinutes: number, work: () => Promise<unknown> = async () => undefined) {
  const dues: string[] = [];
  const run = (due: string) => {
    dues.push(due.slice(11, 16));
    return work();
  };
  return { dues, job: { name, everyMs: everyMinutes * MINUTE_MS, run } satisfies Job };
}

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  return { ends, work: () => new Promise<void>((resolve) => ends.push(resolve)) };
}

test('jobs run at the multiples of their time, whenever the server was started', async () => {
  const [ten, hour] = [noting('ten', 10), noting('hour', 60)];
  const { pass, stop } = underAClock([ten.job, hour.job], { startMs: NOON_MS + 17 * MINUTE_MS });
  expect([ten.dues, hour.dues]).toEqual([[], []]);
  await pass(50);
  expect([ten.dues, hour.dues]).toEqual([['12:20', '12:30', '12:40', '12:50', '13:00'], ['13:00']]);
  await stop();
});

test('chance delays a run by at most a minute, and leaves its due time as it is', async () => {
  const { dues, job } = noting('hour', 60);
  const { pass, stop } = underAClock([job], { random: () => 0.999 });
  await pass(60);
  expect(dues).toEqual([]);
  await pass(1);
  expect(dues).toEqual(['13:00']);
  await stop();
});

test('no job runs twice at once: due times that pass during a run are left out', async () => {
  const { ends, work } = held();
  const [slow, other] = [noting('slow', 10, work), noting('other', 10)];
  const { pass, fire, stop } = underAClock([slow.job, other.job]);
  await pass(35);
  await fire();
  expect(slow.dues).toEqual(['12:10']);
  expect(other.dues.length).toBeGreaterThanOrEqual(3);
  ends.forEach((end) => end());
  await turn();
  await pass(5);
  expect(slow.dues).toEqual(['12:10', '12:40']);
  ends.forEach((end) => end());
  await stop();
});

test('each run is one line and is counted; one that failed is tried again at the next due time', async () => {
  const outcomes = [() => Promise.reject(new TypeError('sk_secret')), async () => undefined];
  const { job } = noting('flaky', 10, () => outcomes.shift()!());
  const { pass, stop, lines, counted } = underAClock([job]);
  await pass(20);
  expect(counted).toEqual(['flaky failed', 'flaky done']);
  expect(lines).toEqual([
    {
      ...{ level: 'error', message: 'job failed', job: 'flaky', due: '2026-06-01T12:10:00.000Z', error: 'TypeError' },
      at: expect.stringMatching(/^at .*start-jobs\.test\.[jt]s:\d+:\d+\)?$/),
    },
    { level: 'debug', message: 'job done', job: 'flaky', due: '2026-06-01T12:20:00.000Z' },
  ]);
  await stop();
});

test('nothing of what an error says is in the log, only its kind and that of its cause', async () => {
  const words = 'sk_secret\n    at which more of it stands';
  const thrown = [
    () => Promise.reject(new Error(words, { cause: new RangeError(words) })),
    () => Promise.reject(words),
    () => {
      throw new Error(words);
    },
  ];
  const { job } = noting('leaky', 10, () => thrown.shift()!());
  const { pass, stop, lines } = underAClock([job]);
  await pass(30);
  expect(lines).toMatchObject([{ error: 'Error', cause: 'RangeError' }, { error: 'string' }, { error: 'Error' }]);
  expect(JSON.stringify(lines)).not.toMatch(/sk_secret|more of it/);
  await stop();
});

test('stopping waits for the run that is going on, and begins no other', async () => {
  const { ends, work } = held();
  const { dues, job } = noting('slow', 10, work);
  const { pass, stop, counted } = underAClock([job]);
  await pass(10);
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await pass(30);
  expect(stopped).toBe(false);
  ends.forEach((end) => end());
  await stopping;
  expect([dues, counted]).toEqual([['12:10'], ['slow done']]);
});

test('stopping before the first due time is at once', async () => {
  const { dues, job } = noting('hour', 60);
  await underAClock([job]).stop();
  expect(dues).toEqual([]);
});

test('a timer that fires too early does not bring a due time twice', async () => {
  const { dues, job } = noting('ten', 10);
  const { setClock, fire, stop } = underAClock([job]);
  setClock(NOON_MS + 10 * MINUTE_MS - 1);
  await fire();
  setClock(NOON_MS + 20 * MINUTE_MS - 1);
  await fire();
  expect(dues).toEqual(['12:10', '12:20']);
  await stop();
});

test('a clock that is set back does not keep a job waiting for what it was', async () => {
  const { dues, job } = noting('ten', 10);
  const { pass, setClock, fire, stop } = underAClock([job]);
  await pass(30);
  setClock(NOON_MS);
  await fire();
  await fire();
  expect(dues.slice(3)).toEqual(['12:40', '12:10']);
  await stop();
});

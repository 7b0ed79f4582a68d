import { describe, expect, test } from '@jest/globals';
import { retryUntil, type Clock } from '../../src/adapters/eventstoredb/client/retry-until.js';
import { TimedOut } from '../../src/adapters/eventstoredb/client/timeout.js';

const refused = new Error('refused');
const nothing = () => undefined;

/** A clock that goes on by what is paused, and by what the tries are said to take. */
function aClock() {
  let now = 5000;
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => now,
    async pause(milliseconds) {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
  return { clock, pauses, pass: (milliseconds: number) => void (now += milliseconds) };
}

/** Persists in vain: every try takes so long. Tells when each was begun, from the first on, and what it was told. */
async function inVain(boundMs: number, eachTakesMs: number) {
  const { clock, pauses, pass } = aClock();
  const began = clock.now();
  const tries: { at: number; left: number }[] = [];
  const last: boolean[] = [];
  const attempt = (left: number) => {
    tries.push({ at: clock.now() - began, left });
    pass(eachTakesMs);
    return Promise.reject(refused);
  };
  const giveUp = (_: unknown, isLast: boolean) => void last.push(isLast);
  await expect(retryUntil(boundMs, attempt, giveUp, clock)).rejects.toBe(refused);
  return { tries, last, pauses };
}

describe.each([
  ['no time', 0],
  ['some time', 40],
  ['more time than there is', 4000],
])('where each try takes %s', (_, eachTakesMs) => {
  test('none begins when the time is over, and each is told how much is left', async () => {
    const { tries } = await inVain(3000, eachTakesMs);
    expect(tries.length).toBeGreaterThan(eachTakesMs < 3000 ? 10 : 0);
    for (const { at, left } of tries) {
      expect(at).toBeLessThan(3000);
      expect(left).toBe(3000 - at);
    }
  });

  test('the last is told to be the last, no other is, and nothing is waited for after it', async () => {
    const { last, pauses } = await inVain(3000, eachTakesMs);
    expect(last).toEqual([...pauses.map(() => false), true]);
  });
});

test('pauses grow from 25 ms to 250 ms, each shortened by half at most', async () => {
  const { pauses } = await inVain(10_000, 0);
  const longest = pauses.map((_, index) => Math.min(250, 25 * 2 ** index));
  expect(longest.slice(0, 6)).toEqual([25, 50, 100, 200, 250, 250]);
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeLessThanOrEqual(longest[index] as number);
    expect(pause).toBeGreaterThanOrEqual((longest[index] as number) / 2);
  }
});

test('the first try that works is the last', async () => {
  const { clock, pauses } = aClock();
  const outcomes = [Promise.reject(refused), Promise.reject(refused), Promise.resolve('done'), Promise.resolve('more')];
  for (const outcome of outcomes) outcome.catch(nothing);
  const attempt = () => outcomes.shift() as Promise<string>;
  expect(await retryUntil(1000, attempt, nothing, clock)).toBe('done');
  expect([pauses.length, outcomes.length]).toEqual([2, 1]);
});

test('what is given up is not tried again', async () => {
  const { clock, pauses } = aClock();
  let tries = 0;
  const attempt = () => Promise.reject(new Error(`number ${++tries}`));
  const giveUp = (error: unknown) => {
    throw new Error('It is pointless.', { cause: error });
  };
  await expect(retryUntil(1000, attempt, giveUp, clock)).rejects.toMatchObject({
    message: 'It is pointless.',
    cause: { message: 'number 1' },
  });
  expect([tries, pauses]).toEqual([1, []]);
});

test('a last try that had no time left does not hide why those before it failed', async () => {
  const told: unknown[] = [];
  let tries = 0;
  const attempt = () => Promise.reject(tries++ === 0 ? refused : new TimedOut());
  const giveUp = (_: unknown, __: boolean, because: unknown) => void told.push(because);
  await expect(retryUntil(100, attempt, giveUp, aClock().clock)).rejects.toBeInstanceOf(TimedOut);
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told)).toEqual(new Set([refused]));
});

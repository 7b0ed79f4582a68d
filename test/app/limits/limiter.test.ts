import { expect, test } from '@jest/globals';
import { limiter, MAX_NAMES } from '../../../src/app/limits/limiter.js';

function aLimiter(limits: { perMinute?: number; perMinuteOfOne?: number }) {
  let ms = 0;
  const { take } = limiter({ perMinute: 1_000_000, perMinuteOfOne: 1_000_000, ...limits }, () => ms);
  return { take, pass: (seconds: number) => void (ms += 1000 * seconds) };
}

test('one has its limit at once, and then as the minute refills it; another is not concerned', () => {
  const { take, pass } = aLimiter({ perMinuteOfOne: 3 });
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 20]);
  expect(take('b')).toBe(0);
  pass(19);
  expect(take('a')).toBe(1);
  pass(1);
  expect([take('a'), take('a')]).toEqual([0, 20]);
});

test('nobody saves up more than a minute', () => {
  const { take, pass } = aLimiter({ perMinuteOfOne: 2 });
  take('a');
  pass(3600);
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 30]);
});

test('all together have a limit, which those who are refused do not use up', () => {
  const { take, pass } = aLimiter({ perMinute: 4, perMinuteOfOne: 2 });
  expect([take('a'), take('a'), take('a'), take('b'), take('b')]).toEqual([0, 0, 30, 0, 0]);
  expect(take('c')).toBe(15);
  pass(15);
  expect(take('c')).toBe(0);
});

test('a limit of one takes one', () => expect(aLimiter({ perMinuteOfOne: 1 }).take('a')).toBe(0));

test('only so many are remembered, and the last ones', () => {
  const { take } = aLimiter({ perMinuteOfOne: 1 });
  take('first');
  for (let number = 1; number < MAX_NAMES; number++) take(`${number}`);
  expect(take('first')).toBeGreaterThan(0); // heard of again
  take('one more');
  expect(take('1')).toBe(0); // forgotten instead
  expect(take('first')).toBeGreaterThan(0);
});

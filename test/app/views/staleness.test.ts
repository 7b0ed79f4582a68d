import { expect, test } from '@jest/globals';
import { staleness } from '../../../src/app/views/staleness.js';

test('counts from the last sign of life, not from when the cut is noticed, until it is over', () => {
  let now = 10_000;
  const stale = staleness(() => now);
  expect(stale.ms()).toBe(0);
  stale.begins(6600);
  expect(stale.ms()).toBe(3400);
  now += 100;
  stale.begins(10_050); // another attempt has failed
  expect(stale.ms()).toBe(3500);
  stale.ends();
  expect(stale.ms()).toBe(0);
});

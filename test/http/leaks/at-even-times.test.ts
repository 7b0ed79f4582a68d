import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { atEvenTimes } from '../../../src/http/leaks/at-even-times.js';

const STEP_MS = 40;

async function tookFor(work: () => Promise<unknown>) {
  const begun = performance.now();
  await atEvenTimes(work, STEP_MS).catch(() => undefined);
  return performance.now() - begun;
}

/** A timer may end up to a millisecond early, and on a busy machine late by any time: only the least is asked for. */
const least = (steps: number) => steps * STEP_MS - 2;

test('what takes no time, whether it fails or not, takes a step', async () => {
  expect(await tookFor(async () => undefined)).toBeGreaterThanOrEqual(least(1));
  expect(await tookFor(() => Promise.reject(new Error('no')))).toBeGreaterThanOrEqual(least(1));
});

test('what takes longer than a step takes the next one too', async () => {
  expect(await tookFor(() => delay(STEP_MS + 5))).toBeGreaterThanOrEqual(least(2));
});

test('the answer, and the failure, are those of the work', async () => {
  expect(await atEvenTimes(async () => 7, 1)).toBe(7);
  await expect(atEvenTimes(() => Promise.reject(new Error('no')), 1)).rejects.toThrow('no');
});

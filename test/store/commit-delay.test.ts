import { expect, test } from '@jest/globals';
import { commitDelay } from '../../src/adapters/sqlite/log/commit-delay.js';

/** A commit that takes at least so long by the clock that is asked. */
const commitOf = (milliseconds: number) => () => {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
  return 'done';
};

test('nobody waits before the first commit, nor after one that was alone', () => {
  const { next, timed } = commitDelay();
  expect(next()).toBe(0);
  expect(timed(1, commitOf(2))).toBe('done');
  expect(next()).toBe(0);
});

test('after a shared commit half as long as it took, and never longer than 5 ms', () => {
  const { next, timed } = commitDelay();
  timed(2, commitOf(2));
  expect(next()).toBeGreaterThanOrEqual(1);
  timed(2, commitOf(30));
  expect(next()).toBe(5);
  timed(1, commitOf(30));
  expect(next()).toBe(0);
});

test('a commit that fails took its time as well', () => {
  const { next, timed } = commitDelay();
  const fails = () => {
    commitOf(30)();
    throw new Error('full');
  };
  expect(() => timed(2, fails)).toThrow('full');
  expect(next()).toBe(5);
});

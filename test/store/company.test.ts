import { expect, test } from '@jest/globals';
import { awaitCompany } from '../../src/adapters/sqlite/company.js';

/** A commit that takes at least so long by the clock that is asked. */
const commitOf = (milliseconds: number) => () => {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
  return 'done';
};

test('nobody waits before the first commit, nor after one that was alone', () => {
  const { patience, timed } = awaitCompany();
  expect(patience()).toBe(0);
  expect(timed(1, commitOf(2))).toBe('done');
  expect(patience()).toBe(0);
});

test('after a shared commit half as long as it took, and never longer than 5 ms', () => {
  const { patience, timed } = awaitCompany();
  timed(2, commitOf(2));
  expect(patience()).toBeGreaterThanOrEqual(1);
  timed(2, commitOf(30));
  expect(patience()).toBe(5);
  timed(1, commitOf(30));
  expect(patience()).toBe(0);
});

test('a commit that fails took its time as well', () => {
  const { patience, timed } = awaitCompany();
  const fails = () => {
    commitOf(30)();
    throw new Error('full');
  };
  expect(() => timed(2, fails)).toThrow('full');
  expect(patience()).toBe(5);
});

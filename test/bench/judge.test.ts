import { expect, test } from '@jest/globals';
import { judge } from '../../bench/compare/judge.js';
import { percentile, ratiosOf, spreadOf } from '../../bench/figures/spread.js';

const around = (middle: number, noise: number) => Array.from({ length: 9 }, (_, n) => middle + noise * ((n % 5) - 2));

test.each([
  ['the same, with noise', around(1, 0.04), 'no difference beyond noise'],
  ['a fifth slower, with noise', around(0.8, 0.04), 'SLOWER'],
  ['a fifth slower in the median, and once faster', [...around(0.8, 0.04).slice(1), 1.1], 'no difference beyond noise'],
  ['slower in every round, but hardly', around(0.97, 0.005), 'no difference beyond noise'],
  ['a quarter faster', around(1.25, 0.04), 'faster'],
])('%s', (_, ratios, verdict) => expect(judge(ratios, 9).verdict).toBe(verdict));

test('one figure alone may have an outlier among nine rounds; one of many may not', () => {
  const ratios = [...around(0.8, 0.04).slice(1), 1.1];
  expect(judge(ratios, 1)).toMatchObject({ verdict: 'SLOWER', band: [0.76, 0.88] });
  expect(judge(ratios, 9).band[1]).toBe(1.1);
});

test('a ratio is taken within its round', () =>
  expect(ratiosOf([1, 20, 300], [1, 10, 100])).toEqual({ least: 1, median: 2, most: 3 }));

test('the median of an even number lies between the two in the middle', () =>
  expect(spreadOf([4, 1, 3, 2])).toEqual({ least: 1, median: 2.5, most: 4 }));

test('a percentile is a value that was there', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([percentile(hundred, 0.99), percentile(hundred, 1), percentile([7], 0.99)]).toEqual([99, 100, 7]);
});

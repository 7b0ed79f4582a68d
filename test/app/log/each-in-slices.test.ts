import { expect, test } from '@jest/globals';
import { eachInSlices, mapInSlices } from '../../../src/app/log/each-in-slices.js';

const numbers = Array.from({ length: 1200 }, (_, number) => number);

test('each is met once, in order, and so is what is made of it', async () => {
  const met: number[] = [];
  await eachInSlices(numbers, (number) => void met.push(number));
  expect(met).toEqual(numbers);
  expect(await mapInSlices(numbers, (number) => number * 2)).toEqual(numbers.map((number) => number * 2));
  expect(await mapInSlices([], String)).toEqual([]);
});

test('the event loop turns between slices of a long stream', async () => {
  const done: (number | string)[] = [];
  setImmediate(() => done.push('a turn'));
  await eachInSlices(numbers, (number) => void done.push(number));
  expect(done.indexOf('a turn')).toBe(500);
});

test('what the work throws is the end of it', async () => {
  const met: number[] = [];
  const work = (number: number) => {
    if (number === 700) throw new Error('no further');
    met.push(number);
  };
  await expect(eachInSlices(numbers, work)).rejects.toThrow('no further');
  expect(met).toEqual(numbers.slice(0, 700));
});

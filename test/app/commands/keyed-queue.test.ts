import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { keyedQueue } from '../../../src/app/commands/keyed-queue.js';

test('work of one name is done in the order of the calls, also after one that failed', async () => {
  const queue = keyedQueue();
  const done: string[] = [];
  const work =
    (name: string, ms: number, fails = false) =>
    async () => {
      done.push(`${name} begins`);
      await delay(ms);
      done.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const outcomes = await Promise.allSettled([
    queue('a', work('1', 3, true)),
    queue('a', work('2', 2)),
    queue('a', work('3', 0)),
  ]);
  expect(done).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('work of another name does not wait', async () => {
  const queue = keyedQueue();
  let release = () => {};
  const held = queue('a', () => new Promise<void>((resolve) => (release = resolve)));
  expect(await queue('b', () => Promise.resolve('b'))).toBe('b');
  release();
  await held;
  expect(await queue('a', () => Promise.resolve('a'))).toBe('a');
});

import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inTurn } from '../../../src/app/commands/keyed-queue.js';

test('work of one name is done in the order of the calls, also after one that failed', async () => {
  const turn = inTurn();
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
    turn('a', work('1', 3, true)),
    turn('a', work('2', 2)),
    turn('a', work('3', 0)),
  ]);
  expect(done).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('work of another name does not wait', async () => {
  const turn = inTurn();
  let release = () => {};
  const held = turn('a', () => new Promise<void>((resolve) => (release = resolve)));
  expect(await turn('b', () => Promise.resolve('b'))).toBe('b');
  release();
  await held;
  expect(await turn('a', () => Promise.resolve('a'))).toBe('a');
});

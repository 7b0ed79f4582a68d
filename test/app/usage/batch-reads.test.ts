import { expect, test } from '@jest/globals';
import { batchedReads } from '../../../src/app/usage/batch-reads.js';
import type { Tally } from '../../../src/domain/usage/tally.js';

const of = (subjectId: string, kind: Tally['kind'] = 'USED'): Tally => ({
  ...{ clientId: 'c', subjectId, kind, lastAt: '2026-06-01T12:00:00.000Z', days: {} },
});

test('what is asked for together is one question, and each gets its own', async () => {
  const asked: (readonly string[])[] = [];
  const { find } = batchedReads({
    presence: async () => [],
    async find(subjectIds) {
      asked.push(subjectIds);
      return { observedSince: 'then', tallies: subjectIds.filter((id) => id !== 'none').map((id) => of(id)) };
    },
  });
  const answers = await Promise.all([find(['a', 'b']), Promise.resolve().then(() => find(['b', 'c'])), find(['none'])]);
  expect(asked).toEqual([['a', 'b', 'none', 'c']]);
  expect(answers.map(({ tallies }) => tallies)).toEqual([[of('a'), of('b')], [of('b'), of('c')], []]);
  await find(['a']);
  expect(asked).toHaveLength(2);
});

test('a question that fails fails for those who asked it, and not for the next', async () => {
  let fails = true;
  const { find } = batchedReads({
    presence: async () => [],
    async find() {
      if (fails) throw new Error('away');
      return { observedSince: null, tallies: [] };
    },
  });
  expect(await Promise.allSettled([find(['a']), find(['b'])])).toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  fails = false;
  await expect(find(['a'])).resolves.toEqual({ observedSince: null, tallies: [] });
});

test('who has recorded is asked for once for all who ask together, and anew for the next', async () => {
  let asked = 0;
  const { presence } = batchedReads({
    find: async () => ({ observedSince: null, tallies: [] }),
    async presence() {
      asked++;
      return [];
    },
  });
  await Promise.all([presence(), presence(), Promise.resolve().then(presence)]);
  expect(asked).toBe(1);
  await presence();
  expect(asked).toBe(2);
});

import { expect, test } from '@jest/globals';
import { rememberedRows } from '../../src/adapters/sqlite/views/remembered-rows.js';

/** Rows that are remembered, with a clock that stands still and a count of readings. */
function remembering() {
  const clock = { ms: 5000 };
  const rows = rememberedRows(() => clock.ms);
  let readings = 0;
  const ask = (id = 'a', sql = 'one') => {
    rows.row(sql, id, () => `${sql} ${id} ${++readings}`);
    return readings;
  };
  return { clock, rows, ask };
}

test('a row is read once', () => {
  const { rows, ask } = remembering();
  expect([ask(), ask(), ask()]).toEqual([1, 1, 1]);
  expect(rows.row('one', 'a', () => 'another')).toBe('one a 1');
});
test('and each for itself: another id, and the same id in another table', () => {
  const { ask } = remembering();
  expect([ask('a'), ask('b'), ask('a', 'two'), ask('a'), ask('b'), ask('a', 'two')]).toEqual([1, 2, 3, 3, 3, 3]);
});
test('after a write it is read anew', () => {
  const { rows, ask } = remembering();
  ask();
  rows.forget();
  expect([ask(), ask()]).toEqual([2, 2]);
});
test('after a second as well: something else may have changed the file', () => {
  const { clock, ask } = remembering();
  ask();
  clock.ms += 999;
  expect(ask()).toBe(1);
  clock.ms += 1;
  expect(ask()).toBe(2);
});
test('what is not there is looked for again', () => {
  const { rows } = remembering();
  expect(rows.row('one', 'a', () => undefined)).toBeUndefined();
  expect(rows.row('one', 'a', () => 'there now')).toBe('there now');
});
test('a reading that fails is not remembered', () => {
  const { rows, ask } = remembering();
  const fail = () => {
    throw new Error('damaged');
  };
  expect(() => rows.row('one', 'a', fail)).toThrow('damaged');
  expect(ask()).toBe(1);
});
test('ten thousand are remembered and no more', () => {
  const { ask } = remembering();
  for (let n = 1; n <= 10_000; n++) expect(ask(`${n}`)).toBe(n);
  expect(ask('1')).toBe(10_001); // all are forgotten at once
  expect(ask('1')).toBe(10_001);
});

import { describe, expect, test } from '@jest/globals';
import { knownAt, overlapOf } from '../../../src/domain/validity/window.js';

const window = { from: 'c', to: 'e' };

test.each([
  ['a', 'b', undefined],
  ['a', 'c', undefined],
  ['a', 'd', { from: 'c', to: 'd' }],
  ['a', 'f', { from: 'c', to: 'e' }],
  ['a', null, { from: 'c', to: 'e' }],
  ['d', 'f', { from: 'd', to: 'e' }],
  ['d', null, { from: 'd', to: 'e' }],
  ['e', 'f', undefined],
  ['f', null, undefined],
])('from %s to %s', (from, to, common) => expect(overlapOf({ from, to }, window)).toEqual(common));

describe('what is known of an interval', () => {
  const interval = { from: 'b', to: 'd', openedBy: null, closedBy: null };
  test.each([
    ['before it begins', 'a', undefined],
    ['as it begins', 'b', { ...interval, to: null }],
    ['before it ends', 'c', { ...interval, to: null }],
    ['as it ends', 'd', interval],
    ['later', 'e', interval],
  ])('%s', (_, now, known) => expect(knownAt(interval, now)).toEqual(known));
});

import { expect, test } from '@jest/globals';
import { rangeOf } from '../../../../src/app/proof/bundle/stream-range.js';

const at = (second: number) => `2026-11-23T00:00:0${second}.000Z`;
const events = [1, 2, 2, 5].map((second) => ({ metadata: { recordedAt: at(second) } }));

test.each<[from: number | null, to: number | null, first: number | null, last: number | null]>([
  [null, null, 0, 3],
  [2, null, 1, 3],
  [null, 2, 0, 0],
  [2, 5, 1, 2],
  [3, 5, null, null],
  [3, 6, 3, 3],
  [6, null, null, null],
  [null, 1, null, null],
])('from %s to %s: revisions %s to %s', (from, to, firstRevision, lastRevision) => {
  const span = { from: from === null ? null : at(from), to: to === null ? null : at(to) };
  expect(rangeOf(events, span)).toEqual({ firstRevision, lastRevision, lastRevisionAtTreeSize: 3 });
});

test('a clock that went back: it ends before the first event that is too late, whatever comes after it', () => {
  const jumping = [3, 1, 4, 2].map((second) => ({ metadata: { recordedAt: at(second) } }));
  const range = rangeOf(jumping, { from: at(2), to: at(4) });
  expect(range).toEqual({ firstRevision: 0, lastRevision: 1, lastRevisionAtTreeSize: 3 });
});

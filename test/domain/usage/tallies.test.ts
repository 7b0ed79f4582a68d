import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, firstDay } from '../../../src/domain/usage/days.js';
import { merged, mergeTally } from '../../../src/domain/usage/merge-tallies.js';
import { noteUse } from '../../../src/domain/usage/note-use.js';
import { pruneDays } from '../../../src/domain/usage/prune-days.js';
import { roundDown } from '../../../src/domain/usage/round-down.js';
import { sumUp } from '../../../src/domain/usage/sum-up.js';
import { usageKinds, type Tallies, type Tally } from '../../../src/domain/usage/tally.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOON_MS = Date.parse('2026-06-01T12:07:31.250Z');

const anyTime = fc.integer({ min: 0, max: 200 * DAY_MS }).map((ms) => NOON_MS + ms);
const anyUse = fc.record({
  use: fc.record({
    clientId: fc.constant('client'),
    subjectId: fc.constantFrom('one', 'two', 'three'),
    kind: fc.constantFrom(...usageKinds),
  }),
  at: anyTime,
});

const noted = (uses: readonly { use: Pick<Tally, 'clientId' | 'subjectId' | 'kind'>; at: number }[]): Tallies => {
  const tallies: Tallies = new Map();
  for (const { use, at } of uses) noteUse(tallies, use, at);
  return tallies;
};
const together = (...parts: Tallies[]): Tallies => {
  const all: Tallies = new Map();
  for (const part of parts) for (const tally of part.values()) mergeTally(all, tally);
  return all;
};
const asText = (tallies: Tallies) =>
  Object.fromEntries([...tallies].map(([key, { days, ...rest }]) => [key, { ...rest, days: { ...days } }]));

describe('tallies', () => {
  test('are the same whoever noted what, and in whatever order and groups they are put together', () => {
    fc.assert(
      fc.property(fc.array(anyUse), fc.array(anyUse), fc.array(anyUse), (one, two, three) => {
        const whole = asText(noted([...one, ...two, ...three]));
        const [a, b, c] = [noted(one), noted(two), noted(three)];
        expect(asText(together(a, b, c))).toEqual(whole);
        expect(asText(together(c, a, b))).toEqual(whole);
        expect(asText(together(together(b, c), a))).toEqual(whole);
        expect(asText(together(a, together(c, b)))).toEqual(whole);
      }),
    );
  });

  test('lose no use, and their last use is the last', () => {
    fc.assert(
      fc.property(fc.array(anyUse, { minLength: 1 }), (uses) => {
        const tallies = [...noted(uses).values()];
        const counts = tallies.flatMap(({ days }) => Object.values(days));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(uses.length);
        const last = Math.max(...uses.map(({ at }) => at));
        expect(
          tallies
            .map(({ lastAt }) => lastAt)
            .sort()
            .at(-1),
        ).toBe(roundDown(last));
      }),
    );
  });

  test('are not changed by what is added to others', () => {
    const one: Tally = { clientId: 'c', subjectId: 's', kind: 'USED', lastAt: 'a', days: { '2026-06-01': 1 } };
    merged(one, { ...one, lastAt: 'b' });
    expect(one).toEqual({ clientId: 'c', subjectId: 's', kind: 'USED', lastAt: 'a', days: { '2026-06-01': 1 } });
  });
});

test.each([
  ['2026-06-01T12:00:00.000Z', '2026-06-01T12:00:00.000Z'],
  ['2026-06-01T12:14:59.999Z', '2026-06-01T12:00:00.000Z'],
  ['2026-06-01T12:15:00.000Z', '2026-06-01T12:15:00.000Z'],
  ['2026-06-01T23:59:59.999Z', '2026-06-01T23:45:00.000Z'],
])('a use at %s is told as %s', (at, told) => expect(roundDown(Date.parse(at))).toBe(told));

test('a day begins at midnight UTC', () => {
  expect(dayOf(Date.parse('2026-06-01T23:59:59.999Z'))).toBe('2026-06-01');
  expect(dayOf(Date.parse('2026-06-02T00:00:00.000Z'))).toBe('2026-06-02');
  expect(firstDay(1, NOON_MS)).toBe('2026-06-01');
  expect(firstDay(90, NOON_MS)).toBe('2026-03-04');
});

test('days before the first are forgotten, and the last use stays', () => {
  const tally: Tally = {
    ...{ clientId: 'c', subjectId: 's', kind: 'USED', lastAt: '2026-03-03T12:00:00.000Z' },
    days: { '2026-03-03': 4, '2026-03-04': 5 },
  };
  expect(pruneDays(tally, '2026-03-04')).toEqual({ ...tally, days: { '2026-03-04': 5 } });
  expect(pruneDays(tally, '2026-03-05')).toEqual({ ...tally, days: {} });
  expect(pruneDays(tally, '2026-03-03')).toBe(tally);
});

describe('what people see', () => {
  const noHit = { lastBrownoutHitAt: null, brownoutHitsToday: 0, brownoutHitsLast30Days: 0 };
  const on = (kind: Tally['kind'], lastAt: string, days: Tally['days']): Tally => ({
    ...{ clientId: 'c', subjectId: kind, kind, lastAt, days },
  });
  test('is nothing where nothing was used', () => {
    expect(sumUp([], NOON_MS)).toEqual({ lastUsedAt: null, usesToday: 0, usesLast30Days: 0, ...noHit });
  });

  test('is today and the 29 days before', () => {
    const days = { '2026-05-02': 100, '2026-05-03': 10, '2026-06-01': 1, '2026-06-02': 1000 };
    const tally = on('USED', '2026-06-01T12:00:00.000Z', days);
    expect(sumUp([tally, tally], NOON_MS)).toEqual({
      ...{ lastUsedAt: '2026-06-01T12:00:00.000Z', usesToday: 2, usesLast30Days: 22 },
      ...noHit,
    });
  });

  test('is no failure, and of a redirect URI the time alone', () => {
    const failed = on('FAILED', '2026-06-01T12:00:00.000Z', { '2026-06-01': 7 });
    const matched = on('MATCHED', '2026-06-01T11:00:00.000Z', { '2026-06-01': 7 });
    const used = on('USED', '2026-06-01T10:00:00.000Z', { '2026-06-01': 1 });
    expect(sumUp([failed, used, matched], NOON_MS)).toEqual({
      ...{ lastUsedAt: '2026-06-01T11:00:00.000Z', usesToday: 1, usesLast30Days: 1 },
      ...noHit,
    });
  });

  test('is apart what a brownout refused: no use, and no other failure', () => {
    const days = { '2026-05-02': 100, '2026-05-03': 10, '2026-06-01': 1 };
    const hit = on('BROWNOUT', '2026-06-01T12:00:00.000Z', days);
    const failed = on('FAILED', '2026-06-01T12:15:00.000Z', days);
    expect(sumUp([hit, failed], NOON_MS)).toEqual({
      ...{ lastUsedAt: null, usesToday: 0, usesLast30Days: 0 },
      ...{ lastBrownoutHitAt: '2026-06-01T12:00:00.000Z', brownoutHitsToday: 1, brownoutHitsLast30Days: 11 },
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueReminder, REMINDER_DAYS } from '../../../src/domain/expiry/due-reminder.js';
import { remind } from '../../../src/domain/expiry/remind.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { evolve, type ExistingKey } from '../../../src/domain/key/key.js';
import { daysAfter } from '../../../src/domain/values/days-after.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';

const endsAt = f.nextYear;
const ahead = (days: number) => daysAfter(endsAt, -days);

describe('the reminder that is due', () => {
  const addedAt = '2026-01-01T00:00:00.000Z';
  test.each([
    ['91 days ahead', 91, undefined],
    ['at 90 days', 90, 90],
    ['a day later', 89, 90],
    ['at 60 days', 60, 60],
    ['at 15 days', 15, 15],
    ['after a pause, only the latest', 6.5, 7],
    ['at a day', 1, 1],
    ['at the end', 0, undefined],
  ])('%s', (_, days, due) => expect(dueReminder({ addedAt, endsAt }, ahead(days))).toBe(due));

  test('is none whose day came before the credential was made', () => {
    expect(dueReminder({ addedAt: ahead(10), endsAt }, ahead(9))).toBeUndefined();
    expect(dueReminder({ addedAt: ahead(10), endsAt }, ahead(7))).toBe(7);
    expect(dueReminder({ addedAt: ahead(7), endsAt }, ahead(7))).toBeUndefined();
  });
});

const week = { now: ahead(7) };
const ending = f.secretAdded('s', { expiresAt: endsAt });

describe('a key is reminded', () => {
  test('of each of its credentials that ends', () =>
    given(f.created, ending, f.keypairAdded('k', { expiresAt: endsAt }), f.secretAdded('other'))
      .when(remind, week)
      .then(f.expiryApproaching('s'), f.expiryApproaching('k', 7, 'KEYPAIR')));
  test('of one that retires', () =>
    given(f.created, f.secretAdded('s'), f.secretRetired('s')).when(remind, week).then(f.expiryApproaching('s')));
  test('once', () =>
    given(f.created, ending, f.expiryApproaching('s'))
      .when(remind, { now: ahead(2) })
      .then());
  test('not of an earlier day after a later one, should a clock go back', () =>
    given(f.created, ending, f.expiryApproaching('s', 1)).when(remind, week).then());
  test('again when the end is another', () =>
    given(f.created, ending, f.expiryApproaching('s', 7, 'SECRET', f.after))
      .when(remind, week)
      .then(f.expiryApproaching('s')));
  test.each<[string, KeyEvent[]]>([
    ['is disabled', [ending, f.secretDisabled('s')]],
    ['is revoked', [ending, f.secretRevoked('s')]],
    ['does not count yet', [f.secretAdded('s', { notBefore: ahead(6), expiresAt: endsAt })]],
    ['has no end', [f.secretAdded('s')]],
    ['is of a disabled key', [ending, f.disabled]],
  ])('not of what %s', (_, facts) =>
    given(f.created, ...facts)
      .when(remind, week)
      .then(),
  );
});

test('however often somebody looks, and however long nobody did, each day is told once and the latest last', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 120, noNaN: true }), { maxLength: 60 }), (moments) => {
      let key = keyOf(f.created, ending) as ExistingKey;
      const told: number[] = [];
      for (const days of moments.sort((a, b) => b - a)) {
        for (const event of remind(key, { now: ahead(days) })) {
          key = evolve(key, event) as ExistingKey;
          if (event.type === 'CredentialExpiryApproaching') told.push(event.data.days);
        }
        const due = REMINDER_DAYS.findLast((day) => day >= days);
        expect(told.at(-1)).toBe(due ?? told.at(-1));
      }
      expect(told).toEqual([...new Set(told)].sort((a, b) => b - a));
    }),
    { numRuns: 200 },
  );
});

import { describe, expect, test } from '@jest/globals';
import { whyInactive } from '../../../src/domain/credentials/why-inactive.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { cancelBrownout } from '../../../src/domain/rotation/cancel-brownout.js';
import { scheduleBrownout } from '../../../src/domain/rotation/schedule-brownout.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';

const { created, now } = f;
const from = '2026-06-02T12:00:00.000Z';
const to = '2026-06-02T13:00:00.000Z';
const schedule = { secretId: 'x', brownoutId: 'b', from, to, allowLastUsable: false, now };
const two = [f.secretAdded('x'), f.secretAdded('other')];
const at = (hour: number) => `2026-06-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const hourly = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    f.brownoutScheduled('x', { brownoutId: `b${n}`, from: at(n), to: at(n + 1) }),
  );

describe('a brownout is scheduled', () => {
  test('for a time ahead, or from now on', () => {
    given(created, ...two)
      .when(scheduleBrownout, schedule)
      .then(f.brownoutScheduled('x'));
    given(created, ...two)
      .when(scheduleBrownout, { ...schedule, from: null, to: '2026-06-02T12:00:00.000Z' })
      .then(f.brownoutScheduled('x', { from: now, to: '2026-06-02T12:00:00.000Z' }));
  });

  test.each([
    ['begins in the past', f.before, to],
    ['ends as it begins', from, from],
    ['ends before it begins', to, from],
    ['is longer than 24 hours', from, '2026-06-03T12:00:00.001Z'],
  ])('not if it %s', (_, begins, ends) =>
    given(created, ...two)
      .when(scheduleBrownout, { ...schedule, from: begins, to: ends })
      .refused('BROWNOUT_INVALID', ['to']),
  );

  test('not over another one, but next to it', () => {
    const one = given(created, ...two, f.brownoutScheduled('x'));
    const over = { ...schedule, brownoutId: 'c', from: at(11), to: '2026-06-02T12:00:00.001Z' };
    one.when(scheduleBrownout, over).refused('BROWNOUT_OVERLAPS', ['from']);
    one
      .when(scheduleBrownout, { ...over, to: from })
      .then(f.brownoutScheduled('x', { brownoutId: 'c', from: at(11), to: from }));
  });

  test('not beyond the tenth that has not ended', () => {
    given(created, ...two, ...hourly(10))
      .when(scheduleBrownout, { ...schedule, from: at(20), to: at(21) })
      .refused('BROWNOUT_LIMIT_REACHED', ['secretId']);
    const late = { ...schedule, from: at(20), to: at(21), now: at(1) };
    given(created, ...two, ...hourly(10))
      .when(scheduleBrownout, late)
      .then(f.brownoutScheduled('x', { from: at(20), to: at(21) }));
  });

  test('not after the end of the secret', () =>
    given(created, f.secretAdded('x', { expiresAt: '2026-06-02T12:59:59.999Z' }), f.secretAdded('other'))
      .when(scheduleBrownout, schedule)
      .refused('BROWNOUT_AFTER_EXPIRY', ['to']));

  test('not of what never counts again', () => {
    given(created, ...two, f.secretRevoked('x'))
      .when(scheduleBrownout, schedule)
      .refused('SECRET_REVOKED', ['secretId']);
    given(created).when(scheduleBrownout, schedule).refused('SECRET_NOT_FOUND', ['secretId']);
  });

  test.each([
    ['alone', []],
    ['beside one that ends meanwhile', [f.secretAdded('other', { expiresAt: '2026-06-02T12:59:59.999Z' })]],
    ['beside one that begins meanwhile', [f.secretAdded('other', { notBefore: '2026-06-02T12:00:00.001Z' })]],
    ['beside one with a brownout meanwhile', [f.secretAdded('other'), f.brownoutScheduled('other')]],
    ['beside a disabled one', [f.secretAdded('other'), f.secretDisabled('other')]],
  ])('not of the last credential that counts, %s, unless that is meant', (_, others) => {
    const last = given(created, f.secretAdded('x'), ...others);
    last.when(scheduleBrownout, schedule).refused('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
    last.when(scheduleBrownout, { ...schedule, allowLastUsable: true }).then(f.brownoutScheduled('x'));
  });
});

describe('a brownout is cancelled', () => {
  const cancel = { secretId: 'x', brownoutId: 'b', now };
  test('before it begins, and while it runs', () => {
    const one = given(created, ...two, f.brownoutScheduled('x'));
    one.when(cancelBrownout, cancel).then(f.brownoutCancelled('x'));
    one.when(cancelBrownout, { ...cancel, now: from }).then(f.brownoutCancelled('x'));
  });
  test('not when it has ended, or is not there', () => {
    const one = given(created, ...two, f.brownoutScheduled('x'));
    one.when(cancelBrownout, { ...cancel, now: to }).refused('BROWNOUT_NOT_FOUND', ['brownoutId']);
    one.when(cancelBrownout, { ...cancel, brownoutId: 'c' }).refused('BROWNOUT_NOT_FOUND', ['brownoutId']);
  });
});

test('within a brownout the secret does not count, and says why; at its end it counts again', () => {
  const key = keyOf(created, ...two, f.brownoutScheduled('x')) as ExistingKey;
  const standing = { status: 'ACTIVE', suspended: false } as const;
  const why = (moment: string) => whyInactive(standing, key.secrets[0]!, 'DEMO', moment);
  expect(['2026-06-02T11:59:59.999Z', from, '2026-06-02T12:59:59.999Z', to].map(why)).toEqual([
    ...[null, 'BROWNOUT', 'BROWNOUT', null],
  ]);
});

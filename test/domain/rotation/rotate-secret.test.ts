import { describe, expect, test } from '@jest/globals';
import { rotateSecret } from '../../../src/domain/rotation/rotate-secret.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';

const { created, now } = f;
const week = '2026-06-08T12:00:00.000Z';
const secret = { ...f.aSecret('new'), now, label: undefined };
const rotate = { secretId: 'old', overlap: 'P7D', secret, allowLastUsable: false, now };
const replaced = (retiresAt = week, expiresAt: string | null = null): KeyEvent => ({
  type: 'SecretRetirementScheduled',
  data: { secretId: 'old', environment: 'DEMO', retiresAt, replacedBy: 'new', expiresAt },
});

describe('a secret is rotated', () => {
  test('in one append: the new one, and the end of the old one after the overlap', () =>
    given(created, f.secretAdded('old')).when(rotateSecret, rotate).then(f.secretAdded('new'), replaced()));

  test.each([
    ['PT1S', '2026-06-01T12:00:01.000Z'],
    ['PT90M', '2026-06-01T13:30:00.000Z'],
    ['P1DT12H', '2026-06-03T00:00:00.000Z'],
    ['P365D', '2027-06-01T12:00:00.000Z'],
    [undefined, week],
  ])('with the overlap %s until %s', (overlap, end) =>
    given(created, f.secretAdded('old'))
      .when(rotateSecret, { ...rotate, overlap })
      .then(f.secretAdded('new'), replaced(end)),
  );

  test.each([
    '',
    'P',
    'PT',
    'P7',
    '7D',
    'P1W',
    'P1M',
    'P1Y',
    'P-1D',
    'P0D',
    'PT0S',
    'P366D',
    'PT8761H',
    'P1.5D',
    'p7d',
  ])('not with the overlap "%s"', (overlap) =>
    given(created, f.secretAdded('old'))
      .when(rotateSecret, { ...rotate, overlap })
      .refused('OVERLAP_INVALID', ['overlap']),
  );

  test('until a time that is said instead', () =>
    given(created, f.secretAdded('old'))
      .when(rotateSecret, { ...rotate, overlap: null, retiresAt: f.after })
      .then(f.secretAdded('new'), replaced(f.after)));

  test('and its life never gets longer: an overlap ends with it, a later time is refused', () => {
    const ending = f.secretAdded('old', { expiresAt: f.after });
    given(created, ending).when(rotateSecret, rotate).then(f.secretAdded('new'), replaced(f.after, f.after));
    given(created, ending)
      .when(rotateSecret, { ...rotate, overlap: null, retiresAt: week })
      .refused('RETIREMENT_AFTER_EXPIRY', ['retiresAt']);
  });

  test('with its label, unless another one is given', () => {
    const labelled = f.secretAdded('old', { label: 'web' });
    const made = (label: string | null) => f.secretAdded('new', { label });
    given(created, labelled).when(rotateSecret, rotate).then(made('web'), replaced());
    for (const label of ['other', null])
      given(created, labelled)
        .when(rotateSecret, { ...rotate, secret: { ...secret, label } })
        .then(made(label), replaced());
  });

  test('in the environment of the old one', () => {
    const key = keyOf(created, ...f.live, f.secretAdded('old', { environment: 'PRODUCTION' })) as ExistingKey;
    const decided = rotateSecret(key, rotate);
    expect(decided).toMatchObject([{ data: { environment: 'PRODUCTION' } }, { data: { environment: 'PRODUCTION' } }]);
  });

  test('at the limit too, because a retiring one does not count towards it', () => {
    const nine = Array.from({ length: 9 }, (_, n) => f.secretAdded(`s${n}`));
    given(created, f.secretAdded('old'), ...nine)
      .when(rotateSecret, rotate)
      .then(f.secretAdded('new'), replaced());
    const rest = [f.secretAdded('retiring'), f.secretRetired('retiring')];
    given(created, ...rest, f.secretAdded('old'), ...nine)
      .when(rotateSecret, rotate)
      .then(f.secretAdded('new'), replaced());
  });

  test('but not while ten others are retiring', () => {
    const retiring = Array.from({ length: 10 }, (_, n) => [f.secretAdded(`s${n}`), f.secretRetired(`s${n}`)]).flat();
    given(created, ...retiring, f.secretAdded('old'))
      .when(rotateSecret, rotate)
      .refused('RETIRING_LIMIT_REACHED', ['secretId']);
  });

  test.each<[string, KeyEvent[], string]>([
    ['that is not there', [], 'SECRET_NOT_FOUND'],
    ['that is revoked', [f.secretAdded('old'), f.secretRevoked('old')], 'SECRET_REVOKED'],
    ['that has ended', [f.secretAdded('old', { expiresAt: now })], 'SECRET_EXPIRED'],
    ['that is retiring', [f.secretAdded('old'), f.secretRetired('old')], 'SECRET_RETIRING'],
  ])('not one %s', (_, facts, code) =>
    given(created, ...facts)
      .when(rotateSecret, rotate)
      .refused(code as 'SECRET_REVOKED', ['secretId']),
  );

  test('not both ways, and not into the past', () => {
    const one = given(created, f.secretAdded('old'));
    one.when(rotateSecret, { ...rotate, retiresAt: week }).refused('OVERLAP_AND_RETIRES_AT', ['overlap']);
    one.when(rotateSecret, { ...rotate, overlap: null, retiresAt: now }).refused('EXPIRY_IN_THE_PAST', ['retiresAt']);
  });
});

describe('the last usable credential when the old one ends', () => {
  const late = { ...rotate, secret: { ...secret, notBefore: '2026-06-08T12:00:00.001Z' } };
  const short = { ...rotate, secret: { ...secret, expiresAt: week } };
  test.each([
    ['begins later', late],
    ['ends with it', short],
  ])('the new one %s: refused, unless that is meant', (_, command) => {
    const one = given(created, f.secretAdded('old'));
    one.when(rotateSecret, command).refused('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
    const { notBefore, expiresAt } = command.secret;
    one
      .when(rotateSecret, { ...command, allowLastUsable: true })
      .then(f.secretAdded('new', { notBefore, expiresAt }), replaced());
    given(created, f.secretAdded('old'), f.keypairAdded('k'))
      .when(rotateSecret, command)
      .then(f.secretAdded('new', { notBefore, expiresAt }), replaced());
  });
});

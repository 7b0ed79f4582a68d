import { describe, test } from '@jest/globals';
import { addSecret } from '../../../src/domain/secrets/add-secret.js';
import { after, aSecret, before, created, many, mobile, nextYear, notMobile, now } from '../../kit/facts/facts.js';
import { secretAdded, secretDisabled, secretRevoked } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const add = { ...aSecret('s'), now };

test('adds a secret', () => given(created).when(addSecret, add).then(secretAdded('s')));
test('takes nothing into the log that is handed over beside it', () =>
  given(created)
    .when(addSecret, { ...add, ...{ plainText: 'kl_demo_secret' } })
    .then(secretAdded('s')));
test('adds another beside it', () => given(created, secretAdded('first')).when(addSecret, add).then(secretAdded('s')));
test('keeps its label, composed', () =>
  given(created)
    .when(addSecret, { ...add, label: 'cafe\u0301' })
    .then(secretAdded('s', { label: 'caf\u00e9' })));
test('refuses a blank label', () =>
  given(created)
    .when(addSecret, { ...add, label: '' })
    .refused('LABEL_INVALID', ['label']));
test('refuses production before the key is live', () =>
  given(created)
    .when(addSecret, { ...add, environment: 'PRODUCTION' })
    .refused('KEY_NOT_LIVE', ['environment']));
test('refuses a public client', () =>
  given(created, mobile).when(addSecret, add).refused('PUBLIC_CLIENT_HAS_NO_SECRET', ['integratorKeyId']));
test('takes one again when the key is no mobile app any more', () =>
  given(created, mobile, notMobile).when(addSecret, add).then(secretAdded('s')));

describe('validity', () => {
  test.each([
    { notBefore: null, expiresAt: after },
    { notBefore: before, expiresAt: after },
    { notBefore: after, expiresAt: null },
    { notBefore: before, expiresAt: null },
    { notBefore: after, expiresAt: nextYear },
  ])('takes %p', (validity) =>
    given(created)
      .when(addSecret, { ...add, ...validity })
      .then(secretAdded('s', validity)),
  );
  test.each([
    { notBefore: null, expiresAt: now },
    { notBefore: null, expiresAt: before },
    { notBefore: nextYear, expiresAt: before },
  ])('refuses %p: it is over', (validity) =>
    given(created)
      .when(addSecret, { ...add, ...validity })
      .refused('EXPIRY_IN_THE_PAST', ['expiresAt']),
  );
  test.each([
    { notBefore: nextYear, expiresAt: after },
    { notBefore: after, expiresAt: after },
  ])('refuses %p: it ends before it begins', (validity) =>
    given(created)
      .when(addSecret, { ...add, ...validity })
      .refused('EXPIRY_BEFORE_START', ['expiresAt']),
  );
});

describe('the cap of 10', () => {
  test('takes the tenth', () =>
    given(created, ...many(9, secretAdded))
      .when(addSecret, add)
      .then(secretAdded('s')));
  test('refuses the eleventh', () =>
    given(created, ...many(10, secretAdded))
      .when(addSecret, add)
      .refused('SECRET_LIMIT_REACHED', ['environment']));
  test('counts the disabled, and those that are not valid yet', () =>
    given(created, ...many(10, (id) => secretAdded(id, { notBefore: after })), secretDisabled('n0'))
      .when(addSecret, add)
      .refused('SECRET_LIMIT_REACHED', ['environment']));
  test('leaves out the expired, which never count again', () =>
    given(created, ...many(10, (id) => secretAdded(id, { expiresAt: now })), secretDisabled('n0'))
      .when(addSecret, add)
      .then(secretAdded('s')));
  test('leaves out the revoked', () =>
    given(created, ...many(10, secretAdded), secretRevoked('n9'))
      .when(addSecret, add)
      .then(secretAdded('s')));
  test('is one per environment', () =>
    given(created, ...many(10, (id) => secretAdded(id, { environment: 'PRODUCTION' })))
      .when(addSecret, add)
      .then(secretAdded('s')));
});

import { describe, test } from '@jest/globals';
import { addKeypair } from '../../../src/domain/keypairs/add-keypair.js';
import {
  after,
  aKeypair,
  before,
  created,
  keypairAdded,
  keypairDisabled,
  keypairRevoked,
  many,
  mobile,
  now,
} from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const add = { ...aKeypair('k'), now };

test('adds a keypair', () => given(created).when(addKeypair, add).then(keypairAdded('k')));
test('takes nothing into the log that is handed over beside it', () =>
  given(created)
    .when(addKeypair, { ...add, ...{ privateKeyPem: 'a private key' } })
    .then(keypairAdded('k')));
test('adds one to a mobile app as well', () => given(created, mobile).when(addKeypair, add).then(keypairAdded('k')));
test('keeps its label, composed', () =>
  given(created)
    .when(addKeypair, { ...add, label: 'cafe\u0301' })
    .then(keypairAdded('k', { label: 'caf\u00e9' })));
test('refuses a blank label', () =>
  given(created)
    .when(addKeypair, { ...add, label: ' ' })
    .refused('LABEL_INVALID', ['label']));
test('refuses production before the key is live', () =>
  given(created)
    .when(addKeypair, { ...add, environment: 'PRODUCTION' })
    .refused('KEY_NOT_LIVE', ['environment']));

describe('expiry', () => {
  test('lies ahead', () =>
    given(created)
      .when(addKeypair, { ...add, expiresAt: after })
      .then(keypairAdded('k', { expiresAt: after })));
  test.each([before, now])('is refused at %s', (expiresAt) =>
    given(created)
      .when(addKeypair, { ...add, expiresAt })
      .refused('EXPIRY_IN_THE_PAST', ['expiresAt']),
  );
});

describe('the cap of 5', () => {
  test('takes the fifth', () =>
    given(created, ...many(4, keypairAdded))
      .when(addKeypair, add)
      .then(keypairAdded('k')));
  test('refuses the sixth', () =>
    given(created, ...many(5, keypairAdded))
      .when(addKeypair, add)
      .refused('KEYPAIR_LIMIT_REACHED', ['environment']));
  test('counts the disabled', () =>
    given(created, ...many(5, keypairAdded), keypairDisabled('n0'))
      .when(addKeypair, add)
      .refused('KEYPAIR_LIMIT_REACHED', ['environment']));
  test('leaves out the expired, which never count again', () =>
    given(created, ...many(5, (id) => keypairAdded(id, { expiresAt: now })))
      .when(addKeypair, add)
      .then(keypairAdded('k')));
  test('leaves out the revoked', () =>
    given(created, ...many(5, keypairAdded), keypairRevoked('n0'))
      .when(addKeypair, add)
      .then(keypairAdded('k')));
  test('is one per environment', () =>
    given(created, ...many(5, (id) => keypairAdded(id, { environment: 'PRODUCTION' })))
      .when(addKeypair, add)
      .then(keypairAdded('k')));
});

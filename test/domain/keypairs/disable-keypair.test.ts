import { test } from '@jest/globals';
import { disableKeypair } from '../../../src/domain/keypairs/disable-keypair.js';
import { created, keypairAdded, keypairDisabled, keypairEnabled, keypairRevoked, now } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { guardsTheLastUsable } from '../../kit/facts/last-usable.js';

const disable = { keypairId: 'x', allowLastUsable: true, now };

test('disables a keypair', () =>
  given(created, keypairAdded('x')).when(disableKeypair, disable).then(keypairDisabled('x')));
test('disables it once', () =>
  given(created, keypairAdded('x'), keypairDisabled('x')).when(disableKeypair, disable).then());
test('disables it once, the guard notwithstanding', () =>
  given(created, keypairAdded('x'), keypairDisabled('x'))
    .when(disableKeypair, { ...disable, allowLastUsable: false })
    .then());
test('disables it again after it was enabled', () =>
  given(created, keypairAdded('x'), keypairDisabled('x'), keypairEnabled('x'))
    .when(disableKeypair, disable)
    .then(keypairDisabled('x')));
test('refuses a revoked one', () =>
  given(created, keypairAdded('x'), keypairRevoked('x'))
    .when(disableKeypair, disable)
    .refused('KEYPAIR_REVOKED', ['keypairId']));
test('refuses one that is not there', () =>
  given(created, keypairAdded('y')).when(disableKeypair, disable).refused('KEYPAIR_NOT_FOUND', ['keypairId']));

guardsTheLastUsable(keypairAdded('x'), keypairDisabled('x'), (key, command) =>
  disableKeypair(key, { keypairId: 'x', ...command }),
);

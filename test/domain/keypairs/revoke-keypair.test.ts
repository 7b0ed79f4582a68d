import { test } from '@jest/globals';
import { revokeKeypair } from '../../../src/domain/keypairs/revoke-keypair.js';
import { created, keypairAdded, keypairDisabled, keypairRevoked, now } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { guardsTheLastUsable } from '../../kit/facts/last-usable.js';

const revoke = { keypairId: 'x', allowLastUsable: true, now };

test('revokes a keypair', () =>
  given(created, keypairAdded('x')).when(revokeKeypair, revoke).then(keypairRevoked('x')));
test('revokes a disabled one, which is not usable and so not the last', () =>
  given(created, keypairAdded('x'), keypairDisabled('x'))
    .when(revokeKeypair, { ...revoke, allowLastUsable: false })
    .then(keypairRevoked('x')));
test('revokes it once, the guard notwithstanding', () =>
  given(created, keypairAdded('x'), keypairRevoked('x'))
    .when(revokeKeypair, { ...revoke, allowLastUsable: false })
    .then());
test('refuses one that is not there', () =>
  given(created, keypairAdded('y')).when(revokeKeypair, revoke).refused('KEYPAIR_NOT_FOUND', ['keypairId']));

guardsTheLastUsable(keypairAdded('x'), keypairRevoked('x'), (key, command) =>
  revokeKeypair(key, { keypairId: 'x', ...command }),
);

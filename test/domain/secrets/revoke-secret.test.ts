import { test } from '@jest/globals';
import { revokeSecret } from '../../../src/domain/secrets/revoke-secret.js';
import { created, secretAdded, secretDisabled, secretRevoked, now } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { guardsTheLastUsable } from '../../kit/facts/last-usable.js';

const revoke = { secretId: 'x', allowLastUsable: true, now };

test('revokes a secret', () => given(created, secretAdded('x')).when(revokeSecret, revoke).then(secretRevoked('x')));
test('revokes a disabled one, which is not usable and so not the last', () =>
  given(created, secretAdded('x'), secretDisabled('x'))
    .when(revokeSecret, { ...revoke, allowLastUsable: false })
    .then(secretRevoked('x')));
test('revokes it once, the guard notwithstanding', () =>
  given(created, secretAdded('x'), secretRevoked('x'))
    .when(revokeSecret, { ...revoke, allowLastUsable: false })
    .then());
test.each(['possession', 'secret-scanning'] as const)('says that it was on the word of %s', (by) =>
  given(created, secretAdded('x'))
    .when(revokeSecret, { ...revoke, by })
    .then(secretRevoked('x', by)),
);
test('refuses one that is not there', () =>
  given(created, secretAdded('y')).when(revokeSecret, revoke).refused('SECRET_NOT_FOUND', ['secretId']));

guardsTheLastUsable(secretAdded('x'), secretRevoked('x'), (key, command) =>
  revokeSecret(key, { secretId: 'x', ...command }),
);

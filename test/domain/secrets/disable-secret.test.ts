import { test } from '@jest/globals';
import { disableSecret } from '../../../src/domain/secrets/disable-secret.js';
import { created, secretAdded, secretDisabled, secretEnabled, secretRevoked, now } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { guardsTheLastUsable } from '../../kit/facts/last-usable.js';

const disable = { secretId: 'x', allowLastUsable: true, now };

test('disables a secret', () =>
  given(created, secretAdded('x')).when(disableSecret, disable).then(secretDisabled('x')));
test('disables it once', () =>
  given(created, secretAdded('x'), secretDisabled('x')).when(disableSecret, disable).then());
test('disables it once, the guard notwithstanding', () =>
  given(created, secretAdded('x'), secretDisabled('x'))
    .when(disableSecret, { ...disable, allowLastUsable: false })
    .then());
test('disables it again after it was enabled', () =>
  given(created, secretAdded('x'), secretDisabled('x'), secretEnabled('x'))
    .when(disableSecret, disable)
    .then(secretDisabled('x')));
test('refuses a revoked one', () =>
  given(created, secretAdded('x'), secretRevoked('x'))
    .when(disableSecret, disable)
    .refused('SECRET_REVOKED', ['secretId']));
test('refuses one that is not there', () =>
  given(created, secretAdded('y')).when(disableSecret, disable).refused('SECRET_NOT_FOUND', ['secretId']));

guardsTheLastUsable(secretAdded('x'), secretDisabled('x'), (key, command) =>
  disableSecret(key, { secretId: 'x', ...command }),
);

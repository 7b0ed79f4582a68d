import { test } from '@jest/globals';
import { enableSecret } from '../../../src/domain/secrets/enable-secret.js';
import { before, created, secretAdded, secretDisabled, secretEnabled, secretRevoked } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const enable = { secretId: 'x' };

test('enables a disabled secret', () =>
  given(created, secretAdded('x'), secretDisabled('x')).when(enableSecret, enable).then(secretEnabled('x')));
test('has nothing to do with an active one', () => given(created, secretAdded('x')).when(enableSecret, enable).then());
test('enables it once', () =>
  given(created, secretAdded('x'), secretDisabled('x'), secretEnabled('x')).when(enableSecret, enable).then());
test('enables one whose time is over: the dates go on counting', () =>
  given(created, secretAdded('x', { expiresAt: before }), secretDisabled('x'))
    .when(enableSecret, enable)
    .then(secretEnabled('x')));
test('refuses a revoked one', () =>
  given(created, secretAdded('x'), secretRevoked('x'))
    .when(enableSecret, enable)
    .refused('SECRET_REVOKED', ['secretId']));
test('refuses one that is not there', () =>
  given(created, secretAdded('y')).when(enableSecret, enable).refused('SECRET_NOT_FOUND', ['secretId']));

import { test } from '@jest/globals';
import { enableKeypair } from '../../../src/domain/keypairs/enable-keypair.js';
import {
  before,
  created,
  keypairAdded,
  keypairDisabled,
  keypairEnabled,
  keypairRevoked,
} from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const enable = { keypairId: 'x' };

test('enables a disabled keypair', () =>
  given(created, keypairAdded('x'), keypairDisabled('x')).when(enableKeypair, enable).then(keypairEnabled('x')));
test('has nothing to do with an active one', () =>
  given(created, keypairAdded('x')).when(enableKeypair, enable).then());
test('enables it once', () =>
  given(created, keypairAdded('x'), keypairDisabled('x'), keypairEnabled('x')).when(enableKeypair, enable).then());
test('enables one whose time is over: the dates go on counting', () =>
  given(created, keypairAdded('x', { expiresAt: before }), keypairDisabled('x'))
    .when(enableKeypair, enable)
    .then(keypairEnabled('x')));
test('refuses a revoked one', () =>
  given(created, keypairAdded('x'), keypairRevoked('x'))
    .when(enableKeypair, enable)
    .refused('KEYPAIR_REVOKED', ['keypairId']));
test('refuses one that is not there', () =>
  given(created, keypairAdded('y')).when(enableKeypair, enable).refused('KEYPAIR_NOT_FOUND', ['keypairId']));

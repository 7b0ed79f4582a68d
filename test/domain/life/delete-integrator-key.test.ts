import { test } from '@jest/globals';
import { deleteIntegratorKey } from '../../../src/domain/life/delete-integrator-key.js';
import { created, deleted, disabled, secretAdded } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

test('deletes a key', () => given(created).when(deleteIntegratorKey).then(deleted));
test('deletes one that is disabled', () => given(created, disabled).when(deleteIntegratorKey).then(deleted));
test('deletes one whose secret still counts', () =>
  given(created, secretAdded('s')).when(deleteIntegratorKey).then(deleted));

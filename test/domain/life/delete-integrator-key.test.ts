import { test } from '@jest/globals';
import { deleteIntegratorKey } from '../../../src/domain/life/delete-integrator-key.js';
import { created, deleted, disabled, secretAdded } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const { name } = created.data;

test('deletes one that is disabled', () =>
  given(created, disabled).when(deleteIntegratorKey, { confirmName: null }).then(deleted));
test('deletes one that is in use only with its name', () => {
  given(created, secretAdded('s')).when(deleteIntegratorKey, { confirmName: name }).then(deleted);
  for (const confirmName of [null, '', name.toUpperCase(), `${name} `])
    given(created).when(deleteIntegratorKey, { confirmName }).refused('KEY_IN_USE', ['confirmName']);
});

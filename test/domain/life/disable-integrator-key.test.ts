import { test } from '@jest/globals';
import { disableIntegratorKey } from '../../../src/domain/life/disable-integrator-key.js';
import { created, disabled, enabled } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

test('disables a key', () => given(created).when(disableIntegratorKey).then(disabled));
test('disables it once', () => given(created, disabled).when(disableIntegratorKey).then());
test('disables it again after it was enabled', () =>
  given(created, disabled, enabled).when(disableIntegratorKey).then(disabled));

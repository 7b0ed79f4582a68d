import { test } from '@jest/globals';
import { enableIntegratorKey } from '../../../src/domain/life/enable-integrator-key.js';
import { created, disabled, enabled } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

test('enables a disabled key', () => given(created, disabled).when(enableIntegratorKey).then(enabled));
test('enables it once', () => given(created, disabled, enabled).when(enableIntegratorKey).then());
test('has nothing to do with a new one', () => given(created).when(enableIntegratorKey).then());

import { test } from '@jest/globals';
import { suspendProduction } from '../../../src/domain/go-live/suspend-production.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const why = { reason: 'A leak.' };

test('stops production, with the reason in the fact', () =>
  given(f.created, ...f.live)
    .when(suspendProduction, why)
    .then(f.suspended));
test('stops it once', () =>
  given(f.created, ...f.live, f.suspended)
    .when(suspendProduction, why)
    .then());
test('a key that is not live has none', () =>
  given(f.created).when(suspendProduction, why).refused('KEY_NOT_LIVE', ['integratorKeyId']));
test.each([null, ''])('without a reason (%j) nothing stops', (reason) =>
  given(f.created, ...f.live)
    .when(suspendProduction, { reason })
    .refused('SUSPENSION_REASON_REQUIRED', ['reason']),
);

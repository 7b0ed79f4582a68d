import { test } from '@jest/globals';
import { resumeProduction } from '../../../src/domain/go-live/resume-production.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

test('lets production count again', () =>
  given(f.created, ...f.live, f.suspended)
    .when(resumeProduction)
    .then(f.resumed));
test('what counts goes on', () =>
  given(f.created, ...f.live)
    .when(resumeProduction)
    .then());
test('a key that is not live has no production', () =>
  given(f.created).when(resumeProduction).refused('KEY_NOT_LIVE', ['integratorKeyId']));

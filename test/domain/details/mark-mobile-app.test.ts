import { test } from '@jest/globals';
import { markMobileApp } from '../../../src/domain/details/mark-mobile-app.js';
import { before, created, keypairAdded, mobile, notMobile } from '../../kit/facts/facts.js';
import { secretAdded, secretDisabled, secretRevoked } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const refused = ['SECRETS_EXIST', ['integratorKeyId']] as const;

test('marks a key', () => given(created).when(markMobileApp).then(mobile));
test('marks it once', () => given(created, mobile).when(markMobileApp).then());
test('marks it again', () => given(created, mobile, notMobile).when(markMobileApp).then(mobile));
test('marks one with a keypair', () => given(created, keypairAdded('k')).when(markMobileApp).then(mobile));
test('marks one whose secrets are revoked', () =>
  given(created, secretAdded('s'), secretRevoked('s')).when(markMobileApp).then(mobile));
test('refuses one with a secret', () =>
  given(created, secretAdded('s'))
    .when(markMobileApp)
    .refused(refused[0], [...refused[1]]));
test('refuses one with a secret that is disabled, expired, or of production', () => {
  for (const secret of [
    [secretAdded('s'), secretDisabled('s')],
    [secretAdded('s', { expiresAt: before })],
    [secretAdded('s', { environment: 'PRODUCTION' })],
  ])
    given(created, ...secret)
      .when(markMobileApp)
      .refused(refused[0], [...refused[1]]);
});

import { test } from '@jest/globals';
import { markMobileApp } from '../../../src/domain/details/mark-mobile-app.js';
import { before, created, keypairAdded, mobile, notMobile, now } from '../../kit/facts/facts.js';
import { after, secretAdded, secretDisabled, secretRevoked } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const refused = ['SECRETS_EXIST', ['integratorKeyId']] as const;

test('marks a key', () => given(created).when(markMobileApp, { now }).then(mobile));
test('marks it once', () => given(created, mobile).when(markMobileApp, { now }).then());
test('marks it again', () => given(created, mobile, notMobile).when(markMobileApp, { now }).then(mobile));
test('marks one with a keypair', () => given(created, keypairAdded('k')).when(markMobileApp, { now }).then(mobile));
test('marks one whose secrets are revoked or expired, and never count again', () => {
  given(created, secretAdded('s'), secretRevoked('s')).when(markMobileApp, { now }).then(mobile);
  for (const expiresAt of [before, now])
    given(created, secretAdded('s', { expiresAt }), secretDisabled('s')).when(markMobileApp, { now }).then(mobile);
});
test('refuses one with a secret', () =>
  given(created, secretAdded('s'))
    .when(markMobileApp, { now })
    .refused(refused[0], [...refused[1]]));
test('refuses one with a secret that is disabled, not yet valid, or of production', () => {
  for (const secret of [
    [secretAdded('s'), secretDisabled('s')],
    [secretAdded('s', { notBefore: after, expiresAt: null })],
    [secretAdded('s', { environment: 'PRODUCTION' })],
  ])
    given(created, ...secret)
      .when(markMobileApp, { now })
      .refused(refused[0], [...refused[1]]);
});

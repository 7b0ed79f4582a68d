import { describe, expect, test } from '@jest/globals';
import { authenticationMethods } from '../../src/domain/credentials/authentication-methods.js';
import { foldKeyDetails } from '../../projections/key-details/fold.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { shownCredentials } from '../../projections/key-details/shown-credentials.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';

const keyWith = (...facts: KeyEvent[]) =>
  aLog()
    .happens('a-key', [f.created, ...facts])
    .reduce<KeyDetails | undefined>(foldKeyDetails, undefined) as KeyDetails;

describe('the status of a credential is that of the moment', () => {
  test.each<[string, KeyEvent[], string]>([
    ['without dates', [f.secretAdded('s')], 'ACTIVE'],
    ['that ends now', [f.secretAdded('s', { expiresAt: f.now })], 'EXPIRED'],
    ['that ends later', [f.secretAdded('s', { expiresAt: f.after })], 'ACTIVE'],
    ['that begins now', [f.secretAdded('s', { notBefore: f.now })], 'ACTIVE'],
    ['that begins later', [f.secretAdded('s', { notBefore: f.after })], 'NOT_YET_VALID'],
    ['that ended, disabled', [f.secretAdded('s', { expiresAt: f.now }), f.secretDisabled('s')], 'DISABLED'],
    [
      'that ended, enabled again',
      [f.secretAdded('s', { expiresAt: f.now }), f.secretDisabled('s'), f.secretEnabled('s')],
      'EXPIRED',
    ],
    ['that ended, revoked', [f.secretAdded('s', { expiresAt: f.now }), f.secretRevoked('s')], 'REVOKED'],
    ['of a deleted key', [f.secretAdded('s'), f.deleted], 'REVOKED'],
    ['of a disabled key', [f.secretAdded('s'), f.disabled], 'ACTIVE'],
  ])('a secret %s', (_, facts, status) => {
    expect(shownCredentials(keyWith(...facts), f.now).secrets.map((secret) => secret.status)).toEqual([status]);
  });

  test('a keypair alike', () => {
    const facts = [f.keypairAdded('k', { expiresAt: f.now }), f.keypairAdded('l')];
    expect(shownCredentials(keyWith(...facts), f.now).keypairs.map(({ status }) => status)).toEqual([
      'EXPIRED',
      'ACTIVE',
    ]);
  });
});

test('nothing is ready with a key that is not active', () => {
  const all = [f.uriAdded('u'), f.secretAdded('s'), f.keypairAdded('k')];
  const missing = (...facts: KeyEvent[]) =>
    authenticationMethods(keyWith(...all, ...facts), 'DEMO', f.now).map((method) => [method.ready, method.missing]);
  expect(missing()).toEqual(Array(3).fill([true, []]));
  for (const end of [f.disabled, f.deleted]) expect(missing(end)).toEqual(Array(3).fill([false, ['ACTIVE_KEY']]));
});

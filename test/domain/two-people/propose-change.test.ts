import { expect, test } from '@jest/globals';
import { MAX_SECRETS } from '../../../src/domain/secrets/refusals.js';
import { proposeChange } from '../../../src/domain/two-people/propose-change.js';
import type { ProposedChange } from '../../../src/domain/two-people/facts.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';

const propose = (change: Partial<ProposedChange>, ...facts: KeyEvent[]) =>
  given(f.created, ...facts).when(proposeChange, { proposalId: 'p', change: { ...f.noChange, ...change }, now: f.now });

const inAWeek = '2026-06-08T12:00:00.000Z';
const wish = { environment: 'DEMO', label: null, notBefore: null, expiresAt: null } as const;
const rotation = { overlap: 'P7D', retiresAt: null, expiresAt: null, allowLastUsable: false };
const production = { environment: 'PRODUCTION', redirectUri: 'https://portal.example/' } as const;

test('proposes for seven days, pinned to the last change of the key', () => {
  const change = { ...f.noChange, addRedirectUris: [production], addSecrets: [wish] };
  const key = keyOf(f.created, f.renamed('Portal'), ...f.live) as ExistingKey;
  expect(proposeChange(key, { proposalId: 'p', change, now: f.now })).toEqual([
    { type: 'ChangeProposed', data: { proposalId: 'p', change, revision: 1, expiresAt: inAWeek } },
  ]);
});

test('says nothing when there is nothing to change', () => propose({ name: 'Portal' }, f.renamed('Portal')).then());

test('is refused as the change would be, at its fields', () =>
  propose({
    name: '',
    removeRedirectUriIds: ['none'],
    enableSecretIds: ['none'],
    enableKeypairIds: ['none'],
    resumeProduction: true,
    addRedirectUris: [production],
    rotateSecrets: [{ ...rotation, secretId: 'none', notBefore: null }],
    rotateKeypairs: [{ ...rotation, keypairId: 'none', modulusLength: 2048, format: 'PKCS8' }],
    addSecrets: [{ ...wish, expiresAt: f.before }],
    addKeypairs: [{ ...wish, label: '', modulusLength: 2048, format: 'PKCS8' }],
  } as Partial<ProposedChange>).refusedAll(
    ['NAME_INVALID', ['name']],
    ['REDIRECT_URI_NOT_FOUND', ['removeRedirectUriIds', '0']],
    ['SECRET_NOT_FOUND', ['enableSecretIds', '0']],
    ['KEYPAIR_NOT_FOUND', ['enableKeypairIds', '0']],
    ['KEY_NOT_LIVE', ['resumeProduction']],
    ['SECRET_NOT_FOUND', ['rotateSecrets', '0', 'secretId']],
    ['KEYPAIR_NOT_FOUND', ['rotateKeypairs', '0', 'keypairId']],
    ['KEY_NOT_LIVE', ['addRedirectUris', '0', 'environment']],
    ['EXPIRY_IN_THE_PAST', ['addSecrets', '0', 'expiresAt']],
    ['LABEL_INVALID', ['addKeypairs', '0', 'label']],
  ));

test('a secret that is to be rotated leaves its place to another one', () => {
  const secrets = Array.from({ length: MAX_SECRETS }, (_, index) => f.secretAdded(`s${index}`));
  const rotateSecrets = [{ ...rotation, secretId: 's0', notBefore: null }];
  const change = { ...f.noChange, rotateSecrets };
  const key = keyOf(f.created, ...secrets) as ExistingKey;
  expect(proposeChange(key, { proposalId: 'p', change, now: f.now })).toMatchObject([{ data: { change } }]);
  propose({ rotateSecrets, addSecrets: [wish] }, ...secrets).refused('SECRET_LIMIT_REACHED', [
    ...['addSecrets', '0', 'environment'],
  ]);
});

test('counts the secrets that it would make', () =>
  propose({ addSecrets: Array.from({ length: MAX_SECRETS + 1 }, () => wish) }).refused('SECRET_LIMIT_REACHED', [
    ...['addSecrets', String(MAX_SECRETS), 'environment'],
  ]));

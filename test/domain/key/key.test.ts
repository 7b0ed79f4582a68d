import { describe, expect, test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { keyWithin, notDeleted, type Reach } from '../../../src/domain/key/reach.js';
import { evolve, noKey, type ExistingKey } from '../../../src/domain/key/key.js';
import * as f from '../../kit/facts/facts.js';
import { keyOf, toldBy } from '../../kit/facts/given.js';

const key = keyOf(f.created) as ExistingKey;

test('a new key lives in demo, is active, and has nothing yet', () =>
  expect(key).toEqual({
    account: 'acme',
    owner: 'ada',
    name: 'Contract Portal',
    description: null,
    privacyPolicyUrl: null,
    termsOfUseUrl: null,
    status: 'ACTIVE',
    mobileApp: false,
    environments: ['DEMO'],
    revision: 0,
    goLive: { production: 'NONE', reviewedRevision: 0, requests: [] },
    changedRevision: 0,
    proposals: [],
    redirectUris: [],
    secrets: [],
    keypairs: [],
  }));

const two: KeyEvent[] = [f.secretAdded('x'), f.secretAdded('y'), f.keypairAdded('x'), f.keypairAdded('y')];
const credential = (kind: 'secrets' | 'keypairs', x: string) => (after: ExistingKey) =>
  expect(after[kind].map(({ status }) => status)).toEqual([x, 'ACTIVE']);

test.each<[string, KeyEvent[], (after: ExistingKey) => void]>([
  ['KeyRenamed', [f.renamed('New')], ({ name }) => expect(name).toBe('New')],
  ['KeyDescribed', [f.described('Text')], ({ description }) => expect(description).toBe('Text')],
  [
    'PolicyLinksSet',
    [f.linked('p', 't')],
    (after) => expect(after).toMatchObject({ privacyPolicyUrl: 'p', termsOfUseUrl: 't' }),
  ],
  ['MobileAppMarked', [f.mobile], ({ mobileApp }) => expect(mobileApp).toBe(true)],
  ['MobileAppUnmarked', [f.mobile, f.notMobile], ({ mobileApp }) => expect(mobileApp).toBe(false)],
  ['RedirectUriAdded', [f.uriAdded('u')], ({ redirectUris }) => expect(redirectUris).toEqual([f.aUri('u')])],
  [
    'RedirectUriRemoved',
    [f.uriAdded('u'), f.uriAdded('v'), f.uriRemoved('u')],
    ({ redirectUris }) => expect(redirectUris).toEqual([f.aUri('v')]),
  ],
  ['SecretAdded', two, credential('secrets', 'ACTIVE')],
  ['SecretDisabled', [...two, f.secretDisabled('x')], credential('secrets', 'DISABLED')],
  ['SecretEnabled', [...two, f.secretDisabled('x'), f.secretEnabled('x')], credential('secrets', 'ACTIVE')],
  ['SecretRevoked', [...two, f.secretRevoked('x')], credential('secrets', 'REVOKED')],
  ['... of secrets only', [...two, f.secretRevoked('x')], credential('keypairs', 'ACTIVE')],
  ['KeypairAdded', two, credential('keypairs', 'ACTIVE')],
  ['KeypairDisabled', [...two, f.keypairDisabled('x')], credential('keypairs', 'DISABLED')],
  ['KeypairEnabled', [...two, f.keypairDisabled('x'), f.keypairEnabled('x')], credential('keypairs', 'ACTIVE')],
  ['KeypairRevoked', [...two, f.keypairRevoked('x')], credential('keypairs', 'REVOKED')],
  ['... of keypairs only', [...two, f.keypairRevoked('x')], credential('secrets', 'ACTIVE')],
  ['KeyDisabled', [f.disabled], ({ status }) => expect(status).toBe('DISABLED')],
  ['KeyEnabled', [f.disabled, f.enabled], ({ status }) => expect(status).toBe('ACTIVE')],
  ['KeyDeleted', [f.deleted], ({ status }) => expect(status).toBe('DELETED')],
  ['OwnershipTransferred', [f.transferred('ada', 'bob')], ({ owner }) => expect(owner).toBe('bob')],
])('%s', (_, facts, shows) => shows(keyOf(f.created, ...facts) as ExistingKey));

test('nothing happens to a key before it is created', () =>
  expect(() => evolve(noKey, f.deleted)).toThrow('KeyDeleted before KeyCreated'));

describe('who reaches a key', () => {
  const all: Reach = { account: 'acme', owner: null };
  const every: Reach = { account: null, owner: null };
  test.each<Reach>([all, { account: 'acme', owner: 'ada' }, every])('%p', (reach) =>
    expect(keyWithin(reach, key)).toBe(key),
  );
  test('to everybody else it is as if it were missing', () => {
    const missing = toldBy(() => keyWithin(all, noKey));
    expect(toldBy(() => keyWithin(every, noKey))).toEqual(missing);
    expect(missing).toEqual([['KEY_NOT_FOUND', ['integratorKeyId']]]);
    for (const stranger of [
      { account: 'globex', owner: null },
      { account: 'globex', owner: 'ada' },
      { account: 'acme', owner: 'bob' },
      { account: 'ACME', owner: null },
      { account: 'acme', owner: '' },
    ])
      expect(toldBy(() => keyWithin(stranger, key))).toEqual(missing);
  });
  test('a transfer moves it', () => {
    const given = keyOf(f.created, f.transferred('ada', 'bob'));
    expect(keyWithin({ account: 'acme', owner: 'bob' }, given)).toBe(given);
    expect(toldBy(() => keyWithin({ account: 'acme', owner: 'ada' }, given))).toHaveLength(1);
  });
});

test('a deleted key takes no change', () => {
  expect(notDeleted(key)).toBe(key);
  const deleted = keyOf(f.created, f.deleted) as ExistingKey;
  expect(toldBy(() => notDeleted(deleted))).toEqual([['KEY_DELETED', ['integratorKeyId']]]);
});

import { describe, expect, test } from '@jest/globals';
import { authenticationMethods } from '../../src/domain/credentials/authentication-methods.js';
import { foldKeyDetails } from '../../projections/key-details/fold.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';

const fold = (events: readonly RecordedKeyEvent[]) =>
  events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined) as KeyDetails;
const rowOf = (...facts: KeyEvent[]) => fold(aLog().happens('a-key', [f.created, ...facts]));
const born = (seconds: number) => ({
  createdAt: `2026-01-01T00:00:0${seconds}.000Z`,
  createdBy: { id: 'ada', kind: 'user' },
});

test('a new key', () =>
  expect(rowOf()).toEqual({
    id: 'a-key',
    account: 'acme',
    owner: 'ada',
    name: 'Contract Portal',
    description: null,
    privacyPolicyUrl: null,
    termsOfUseUrl: null,
    mobileApp: false,
    status: 'ACTIVE',
    environments: ['DEMO'],
    goLive: { production: 'NONE', reviewedRevision: 0, requests: [] },
    changedRevision: 0,
    proposals: [],
    redirectUris: [],
    secrets: [],
    keypairs: [],
    ...born(0),
    updatedAt: '2026-01-01T00:00:00.000Z',
    revision: 0,
  }));

const two: KeyEvent[] = [f.secretAdded('x'), f.secretAdded('y'), f.keypairAdded('x'), f.keypairAdded('y')];
const statuses = (kind: 'secrets' | 'keypairs') => (row: KeyDetails) => row[kind].map(({ status }) => status).join(' ');

/** What a row shows after an event, and after the one that takes it back. */
test.each<[string, KeyEvent[], (row: KeyDetails) => unknown, unknown]>([
  ['KeyRenamed', [f.renamed('New')], ({ name }) => name, 'New'],
  ['KeyRenamed back', [f.renamed('New'), f.renamed('Contract Portal')], ({ name }) => name, 'Contract Portal'],
  ['KeyDescribed', [f.described('Text')], ({ description }) => description, 'Text'],
  ['KeyDescribed as nothing', [f.described('Text'), f.described(null)], ({ description }) => description, null],
  ['PolicyLinksSet', [f.linked('p', 't')], (row) => [row.privacyPolicyUrl, row.termsOfUseUrl], ['p', 't']],
  [
    'PolicyLinksSet to none',
    [f.linked('p', 't'), f.linked(null, null)],
    (row) => [row.privacyPolicyUrl, row.termsOfUseUrl],
    [null, null],
  ],
  ['MobileAppMarked', [f.mobile], ({ mobileApp }) => mobileApp, true],
  ['MobileAppUnmarked', [f.mobile, f.notMobile], ({ mobileApp }) => mobileApp, false],
  [
    'RedirectUriAdded',
    [f.uriAdded('u')],
    ({ redirectUris }) => redirectUris,
    [{ id: 'u', environment: 'DEMO', uri: 'https://portal.example/u', ...born(1) }],
  ],
  [
    'RedirectUriRemoved',
    [f.uriAdded('u'), f.uriAdded('v'), f.uriRemoved('u')],
    ({ redirectUris }) => redirectUris.map(({ id }) => id),
    ['v'],
  ],
  ['SecretAdded', two, statuses('secrets'), 'ACTIVE ACTIVE'],
  ['SecretDisabled', [...two, f.secretDisabled('x')], statuses('secrets'), 'DISABLED ACTIVE'],
  ['SecretEnabled', [...two, f.secretDisabled('x'), f.secretEnabled('x')], statuses('secrets'), 'ACTIVE ACTIVE'],
  ['SecretRevoked', [...two, f.secretRevoked('x')], statuses('secrets'), 'REVOKED ACTIVE'],
  ['SecretRevoked, beside a keypair of that id', [...two, f.secretRevoked('x')], statuses('keypairs'), 'ACTIVE ACTIVE'],
  ['KeypairAdded', two, statuses('keypairs'), 'ACTIVE ACTIVE'],
  ['KeypairDisabled', [...two, f.keypairDisabled('x')], statuses('keypairs'), 'DISABLED ACTIVE'],
  ['KeypairEnabled', [...two, f.keypairDisabled('x'), f.keypairEnabled('x')], statuses('keypairs'), 'ACTIVE ACTIVE'],
  ['KeypairRevoked', [...two, f.keypairRevoked('x')], statuses('keypairs'), 'REVOKED ACTIVE'],
  ['KeypairRevoked, beside a secret of that id', [...two, f.keypairRevoked('x')], statuses('secrets'), 'ACTIVE ACTIVE'],
  ['KeyDisabled', [f.disabled], ({ status }) => status, 'DISABLED'],
  ['KeyEnabled', [f.disabled, f.enabled], ({ status }) => status, 'ACTIVE'],
  ['KeyDeleted', [f.deleted], ({ status }) => status, 'DELETED'],
  ['OwnershipTransferred', [f.transferred('ada', 'bob')], ({ owner }) => owner, 'bob'],
  [
    'OwnershipTransferred back',
    [f.transferred('ada', 'bob'), f.transferred('bob', 'ada')],
    ({ owner }) => owner,
    'ada',
  ],
])('%s', (_, facts, shown, wanted) => {
  const row = rowOf(...facts);
  expect(shown(row)).toEqual(wanted);
  expect(row).toMatchObject({ revision: facts.length, updatedAt: born(facts.length).createdAt, ...born(0) });
});

test('a secret is its last four, and a keypair its public part', () => {
  const { secrets, keypairs } = rowOf(
    f.secretAdded('s', { label: 'one', notBefore: f.before, expiresAt: f.after }),
    f.keypairAdded('k'),
  );
  expect(secrets).toEqual([
    {
      id: 's',
      environment: 'DEMO',
      label: 'one',
      lastFour: 'wXyZ',
      notBefore: f.before,
      expiresAt: f.after,
      status: 'ACTIVE',
      ...born(1),
    },
  ]);
  const { keypairId: id, modulusDigest: _, ...shown } = f.aKeypair('k');
  expect(keypairs).toEqual([{ id, ...shown, curve: null, status: 'ACTIVE', ...born(2) }]);
});

test('nothing comes before KeyCreated, and it comes once', () => {
  const [first, second] = aLog().happens('a-key', [f.created, f.created]);
  const [orphan] = aLog().happens('a-key', [f.disabled]);
  expect(() => foldKeyDetails(undefined, orphan as RecordedKeyEvent)).toThrow('before KeyCreated');
  expect(() => fold([first, second] as RecordedKeyEvent[])).toThrow('twice');
});

describe('authentication methods', () => {
  const missing = (facts: KeyEvent[], environment: 'DEMO' | 'PRODUCTION' = 'DEMO') => {
    const methods = authenticationMethods(rowOf(...facts), environment, f.now);
    for (const method of methods) expect(method.ready).toBe(method.missing.length === 0);
    return Object.fromEntries(methods.map((method) => [method.method, method.missing.join(' ')]));
  };
  const [uri, secret, keypair] = [f.uriAdded('u'), f.secretAdded('s'), f.keypairAdded('k')];
  const [noUri, noSecret, noKeypair] = ['REDIRECT_URI', 'SECRET', 'KEYPAIR'];

  test.each<[string, KeyEvent[], string, string, string]>([
    ['nothing', [], noUri, `${noUri} ${noSecret}`, noKeypair],
    ['a URI', [uri], '', noSecret, noKeypair],
    ['a URI that was removed', [uri, f.uriRemoved('u')], noUri, `${noUri} ${noSecret}`, noKeypair],
    ['a secret', [secret], noUri, noUri, noKeypair],
    ['a keypair', [keypair], noUri, `${noUri} ${noSecret}`, ''],
    ['all of them', [uri, secret, keypair], '', '', ''],
    ['a mobile app', [f.mobile], noUri, noUri, noKeypair],
    ['a mobile app with a URI', [f.mobile, uri], '', '', noKeypair],
    ['disabled ones', [uri, secret, keypair, f.secretDisabled('s'), f.keypairDisabled('k')], '', noSecret, noKeypair],
    ['enabled ones', [uri, secret, f.secretDisabled('s'), f.secretEnabled('s')], '', '', noKeypair],
    ['revoked ones', [uri, secret, keypair, f.secretRevoked('s'), f.keypairRevoked('k')], '', noSecret, noKeypair],
    [
      'expired ones',
      [uri, f.secretAdded('s', { expiresAt: f.now }), f.keypairAdded('k', { expiresAt: f.now })],
      '',
      noSecret,
      noKeypair,
    ],
    ['a secret not valid yet', [uri, f.secretAdded('s', { notBefore: f.after })], '', noSecret, noKeypair],
    ['one of two', [uri, f.secretAdded('t', { expiresAt: f.before }), secret], '', '', noKeypair],
  ])('with %s', (_, facts, IMPLICIT, AUTHORIZATION_CODE, SERVICE_INTEGRATION) =>
    expect(missing(facts)).toEqual({ IMPLICIT, AUTHORIZATION_CODE, SERVICE_INTEGRATION }),
  );
  test('what is there for one environment is missing in the other', () =>
    expect(missing([uri, secret, keypair], 'PRODUCTION')).toEqual(missing([])));
});

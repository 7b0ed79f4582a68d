import { describe, expect, test } from '@jest/globals';
import { saveIntegratorKey, type SaveIntegratorKey } from '../../../src/domain/save/save-integrator-key.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import {
  aKeypair,
  aSecret,
  aUri,
  before,
  created,
  described,
  keypairAdded,
  keypairRetired,
  linked,
  many,
  mobile,
  nextYear,
  secretDisabled,
  secretEnabled,
  secretRetired,
} from '../../kit/facts/facts.js';
import { notMobile, now, renamed, secretAdded, secretRevoked, uriAdded, uriRemoved } from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';

const nothing = { removeRedirectUriIds: [], addRedirectUris: [], addSecrets: [], addKeypairs: [], now };
const save = (changes: Partial<SaveIntegratorKey>, ...facts: KeyEvent[]) =>
  given(created, ...facts).when(saveIntegratorKey, { ...nothing, ...changes });
const secret = (id: string) => ({ ...aSecret(id), now });
const keypair = (id: string) => ({ ...aKeypair(id), now });

test('does everything in one go: details, removals, additions', () =>
  save(
    {
      addKeypairs: [keypair('k')],
      addSecrets: [secret('s'), secret('t')],
      addRedirectUris: [aUri('u'), aUri('v')],
      removeRedirectUriIds: ['old'],
      description: 'New',
      name: 'Portal',
      termsOfUseUrl: 'https://acme.example/terms',
    },
    uriAdded('old'),
  ).then(
    linked(null, 'https://acme.example/terms'),
    renamed('Portal'),
    described('New'),
    uriRemoved('old'),
    uriAdded('u'),
    uriAdded('v'),
    secretAdded('s'),
    secretAdded('t'),
    keypairAdded('k'),
  ));
describe('rotations', () => {
  const rotation = { overlap: 'P1D', allowLastUsable: false, now };
  const tomorrow = '2026-06-02T12:00:00.000Z';
  const rotate = {
    rotateSecrets: [{ ...rotation, secretId: 's', secret: secret('t') }],
    rotateKeypairs: [{ ...rotation, keypairId: 'k', keypair: keypair('l') }],
  };

  test('come between what is enabled and what is added, each with the end of the old one', () =>
    save(
      { ...rotate, enableSecretIds: ['s'], addSecrets: [secret('u')] },
      secretAdded('s'),
      keypairAdded('k'),
      secretDisabled('s'),
    ).then(
      secretEnabled('s'),
      secretAdded('t'),
      secretRetired('s', tomorrow, 't'),
      keypairAdded('l'),
      keypairRetired('k', tomorrow, 'l'),
      secretAdded('u'),
    ));

  test('are refused at their entries, all at once', () =>
    save(
      {
        rotateSecrets: [
          ...rotate.rotateSecrets,
          { ...rotate.rotateSecrets[0]!, secretId: 'none' },
          { ...rotate.rotateSecrets[0]!, secretId: 's' },
        ],
        rotateKeypairs: [{ ...rotate.rotateKeypairs[0]!, overlap: 'P1Y' }],
      },
      secretAdded('s'),
      keypairAdded('k'),
    ).refusedAll(
      ['SECRET_NOT_FOUND', ['rotateSecrets', '1', 'secretId']],
      ['SECRET_RETIRING', ['rotateSecrets', '2', 'secretId']],
      ['OVERLAP_INVALID', ['rotateKeypairs', '0', 'overlap']],
    ));

  test('guard the last usable credential, unless the entry says otherwise', () => {
    const notYet = { ...secret('t'), notBefore: nextYear };
    const late = { ...rotation, secretId: 's', secret: notYet };
    save({ rotateSecrets: [late] }, secretAdded('s')).refused('LAST_USABLE_CREDENTIAL', [
      ...['rotateSecrets', '0', 'allowLastUsable'],
    ]);
    save({ rotateSecrets: [{ ...late, allowLastUsable: true }] }, secretAdded('s')).then(
      secretAdded('t', { notBefore: nextYear }),
      secretRetired('s', tomorrow, 't'),
    );
  });
});

test('says nothing when there is nothing to do', () => save({}).then());
test('says nothing when everything is as it was', () =>
  save(
    { name: 'Portal', description: 'Same', mobileApp: true, privacyPolicyUrl: 'https://acme.example/p' },
    renamed('Portal'),
    described('Same'),
    mobile,
    linked('https://acme.example/p', null),
  ).then());
test('leaves what it does not name as it is: description, links, the mark of a mobile app', () =>
  save({ name: 'New' }, described('Same'), mobile, linked('https://acme.example/p', null)).then(renamed('New')));
test('takes a description and the links away with null', () =>
  save(
    { description: null, privacyPolicyUrl: null },
    described('Old'),
    linked('https://acme.example/p', 'https://acme.example/t'),
  ).then(linked(null, 'https://acme.example/t'), described(null)));

describe('each is judged on what those before it have made', () => {
  test('a URI is removed and added again in one save', () =>
    save({ removeRedirectUriIds: ['u'], addRedirectUris: [aUri('v', 'https://portal.example/u')] }, uriAdded('u')).then(
      uriRemoved('u'),
      uriAdded('v', 'https://portal.example/u'),
    ));
  test('the cap counts after the removals', () =>
    save({ removeRedirectUriIds: ['n0'], addRedirectUris: [aUri('u')] }, ...many(50, uriAdded)).then(
      uriRemoved('n0'),
      uriAdded('u'),
    ));
  test('the cap counts what this save adds', () =>
    save({ addRedirectUris: [aUri('u'), aUri('v')] }, ...many(49, uriAdded)).refused('REDIRECT_URI_LIMIT_REACHED', [
      'addRedirectUris',
      '1',
      'redirectUri',
    ]));
  test('the caps of secrets and keypairs count what this save adds', () =>
    save({ addSecrets: many(11, secret), addKeypairs: many(6, keypair) }).refusedAll(
      ['SECRET_LIMIT_REACHED', ['addSecrets', '10', 'environment']],
      ['KEYPAIR_LIMIT_REACHED', ['addKeypairs', '5', 'environment']],
    ));
  test('the same URI twice is a duplicate', () =>
    save({ addRedirectUris: [aUri('u'), aUri('v', aUri('u').redirectUri)] }).refused('REDIRECT_URI_EXISTS', [
      'addRedirectUris',
      '1',
      'redirectUri',
    ]));
  test('the same removal twice finds nothing the second time', () =>
    save({ removeRedirectUriIds: ['u', 'u'] }, uriAdded('u')).refused('REDIRECT_URI_NOT_FOUND', [
      'removeRedirectUriIds',
      '1',
    ]));
  test('a key that becomes a mobile app takes no secret', () =>
    save({ mobileApp: true, addSecrets: [secret('s')] }).refused('PUBLIC_CLIENT_HAS_NO_SECRET', ['addSecrets', '0']));
  test('a key that is no mobile app any more takes one', () =>
    save({ mobileApp: false, addSecrets: [secret('s')] }, mobile).then(notMobile, secretAdded('s')));
});

test('a key with secrets does not become a mobile app', () =>
  save({ mobileApp: true }, secretAdded('s')).refused('SECRETS_EXIST', ['mobileApp']));
test('a key whose secrets are revoked does', () =>
  save({ mobileApp: true }, secretAdded('s'), secretRevoked('s')).then(mobile));
test('nothing goes to production before the key is live', () =>
  save({
    addRedirectUris: [{ ...aUri('u'), environment: 'PRODUCTION' }],
    addSecrets: [{ ...secret('s'), environment: 'PRODUCTION' }],
    addKeypairs: [{ ...keypair('k'), environment: 'PRODUCTION' }],
  }).refusedAll(
    ['KEY_NOT_LIVE', ['addRedirectUris', '0', 'environment']],
    ['KEY_NOT_LIVE', ['addSecrets', '0', 'environment']],
    ['KEY_NOT_LIVE', ['addKeypairs', '0', 'environment']],
  ));
test('a fault of the program is not told as a refusal', () => {
  const broken = { ...nothing, addSecrets: [null as unknown as ReturnType<typeof secret>] };
  expect(() => saveIntegratorKey(keyOf(created) as ExistingKey, broken)).toThrow(TypeError);
});

test('everything that is refused is told together, each with its place', () =>
  save(
    {
      name: '',
      description: 'x'.repeat(2001),
      privacyPolicyUrl: 'no link',
      termsOfUseUrl: 'none either',
      removeRedirectUriIds: ['u', 'missing'],
      addRedirectUris: [aUri('v'), aUri('w', 'http://portal.example/')],
      addSecrets: [secret('s'), { ...secret('t'), expiresAt: before }],
      addKeypairs: [{ ...keypair('k'), label: '' }],
    },
    uriAdded('u'),
  ).refusedAll(
    ['LINK_INVALID', ['privacyPolicyUrl']],
    ['LINK_INVALID', ['termsOfUseUrl']],
    ['NAME_INVALID', ['name']],
    ['DESCRIPTION_INVALID', ['description']],
    ['REDIRECT_URI_NOT_FOUND', ['removeRedirectUriIds', '1']],
    ['REDIRECT_URI_HTTP', ['addRedirectUris', '1', 'redirectUri']],
    ['EXPIRY_IN_THE_PAST', ['addSecrets', '1', 'expiresAt']],
    ['LABEL_INVALID', ['addKeypairs', '0', 'label']],
  ));

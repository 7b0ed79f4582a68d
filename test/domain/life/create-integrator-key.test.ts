import { expect, test } from '@jest/globals';
import { createIntegratorKey } from '../../../src/domain/life/create-integrator-key.js';
import { noKey } from '../../../src/domain/key/key.js';
import { created, deleted } from '../../kit/facts/facts.js';
import { keyOf, toldBy } from '../../kit/facts/given.js';

const create = created.data;
const creating = (more: Partial<Parameters<typeof createIntegratorKey>[1]>) => () =>
  createIntegratorKey(noKey, { ...create, ...more });

test('creates a key', () => expect(createIntegratorKey(noKey, create)).toEqual([created]));
test('composes its name and description', () =>
  expect(creating({ name: 'Cafe\u0301', description: 'Cre\u0300me' })()).toEqual([
    { ...created, data: { ...create, name: 'Caf\u00e9', description: 'Cr\u00e8me' } },
  ]));
test('takes links and the mark of a mobile app along', () => {
  const links = { privacyPolicyUrl: 'https://a.example/privacy', termsOfUseUrl: null };
  expect(creating({ privacyPolicyUrl: links.privacyPolicyUrl, mobileApp: true })()).toEqual([
    created,
    { type: 'PolicyLinksSet', data: links },
    { type: 'MobileAppMarked', data: {} },
  ]);
});
test.each([
  { privacyPolicyUrl: null, termsOfUseUrl: 'https://a.example/terms' },
  { privacyPolicyUrl: 'https://a.example/privacy', termsOfUseUrl: null },
])('takes one link without the other: %j', (links) =>
  expect(creating(links)()).toEqual([created, { type: 'PolicyLinksSet', data: links }]),
);
test('tells all that is wrong at once', () =>
  expect(toldBy(creating({ name: '', privacyPolicyUrl: 'x', termsOfUseUrl: 'javascript:alert(1)' }))).toEqual([
    ['NAME_INVALID', ['name']],
    ['LINK_INVALID', ['privacyPolicyUrl']],
    ['LINK_INVALID', ['termsOfUseUrl']],
  ]));
test('has no description when it is empty', () => expect(creating({ description: '' })()).toEqual([created]));
test('refuses production', () =>
  expect(toldBy(creating({ environment: 'PRODUCTION' }))).toEqual([['KEYS_ARE_CREATED_IN_DEMO', ['environment']]]));
test('refuses a blank name', () => expect(toldBy(creating({ name: '\t' }))).toEqual([['NAME_INVALID', ['name']]]));
test('refuses a description that is too long', () =>
  expect(toldBy(creating({ description: 'x'.repeat(2001) }))).toEqual([['DESCRIPTION_INVALID', ['description']]]));
test('makes no key over another, not even over a deleted one', () => {
  expect(() => createIntegratorKey(keyOf(created), create)).toThrow('a new key has a new id');
  expect(() => createIntegratorKey(keyOf(created, deleted), create)).toThrow('a new key has a new id');
});

import { test } from '@jest/globals';
import { setPolicyLinks } from '../../../src/domain/details/set-policy-links.js';
import { created, linked } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const privacyPolicyUrl = 'https://acme.example/privacy';
const termsOfUseUrl = 'https://acme.example/terms#now';
const both = linked(privacyPolicyUrl, termsOfUseUrl);

test('sets both', () => given(created).when(setPolicyLinks, { privacyPolicyUrl, termsOfUseUrl }).then(both));
test('leaves the other as it is', () =>
  given(created, linked(privacyPolicyUrl, null)).when(setPolicyLinks, { termsOfUseUrl }).then(both));
test.each([null, ''])('takes one away with %p', (none) =>
  given(created, both).when(setPolicyLinks, { privacyPolicyUrl: none }).then(linked(null, termsOfUseUrl)),
);
test('takes both away', () =>
  given(created, both).when(setPolicyLinks, { privacyPolicyUrl: null, termsOfUseUrl: null }).then(linked(null, null)));
test('says nothing when they are the same', () =>
  given(created, both).when(setPolicyLinks, { privacyPolicyUrl, termsOfUseUrl }).then());
test('says nothing when none is given', () => given(created, both).when(setPolicyLinks, {}).then());
test('refuses a bad one', () =>
  given(created, both)
    .when(setPolicyLinks, { termsOfUseUrl: 'ftp://acme.example' })
    .refused('LINK_INVALID', ['termsOfUseUrl']));
test('tells of both that are bad', () =>
  given(created)
    .when(setPolicyLinks, { privacyPolicyUrl: 'javascript:alert(1)', termsOfUseUrl: '//acme.example' })
    .refusedAll(['LINK_INVALID', ['privacyPolicyUrl']], ['LINK_INVALID', ['termsOfUseUrl']]));

import { test } from '@jest/globals';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import { givenAccount, proposed, set } from '../../kit/facts/account.js';

type Given = AccountEvent[];
type Changes = Parameters<typeof setAccountPolicy>[1]['productionChanges'];
const setting = (productionChanges: Changes, ...facts: Given) =>
  givenAccount(...facts).when(setAccountPolicy, { account: 'acme', productionChanges });

test('sets what was never set', () => setting('FOUR_EYES').then(set('FOUR_EYES')));
test('sets what is said already, where nothing was said', () => setting('DIRECT').then(set('DIRECT')));
test('tightens at once', () => setting('FOUR_EYES', set('DIRECT')).then(set('FOUR_EYES')));
test('takes away', () => setting(null, set('DIRECT')).then(set(null)));
test('leaves what is absent', () => setting(undefined, set('FOUR_EYES')).then());
test.each(['FOUR_EYES', 'DIRECT', null] as const)('says nothing when it is %s already', (value) =>
  setting(value, set(value)).then(),
);
test.each(['DIRECT', null] as const)('does not loosen FOUR_EYES to %s, not with a proposal either', (value) => {
  setting(value, set('FOUR_EYES')).refused('APPROVAL_REQUIRED', ['productionChanges']);
  setting(value, set('FOUR_EYES'), proposed('p', value)).refused('APPROVAL_REQUIRED', ['productionChanges']);
});
test('nothing else of the command gets into the log', () =>
  givenAccount()
    .when(setAccountPolicy, { ...{ account: 'acme', reason: 'x' }, productionChanges: 'FOUR_EYES' as const })
    .then(set('FOUR_EYES')));

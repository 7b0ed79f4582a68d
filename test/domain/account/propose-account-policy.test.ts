import { test } from '@jest/globals';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { proposeAccountPolicy } from '../../../src/domain/account/propose-account-policy.js';
import { givenAccount, proposed, set } from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';

type Given = AccountEvent[];
type Changes = Parameters<typeof proposeAccountPolicy>[1]['productionChanges'];
const proposing = (productionChanges: Changes, ...facts: Given) =>
  givenAccount(...facts).when(proposeAccountPolicy, { proposalId: 'p', productionChanges, now });

test.each(['DIRECT', null] as const)('proposes %s instead of FOUR_EYES, for seven days', (value) =>
  proposing(value, set('FOUR_EYES')).then(proposed('p', value)),
);
test('proposes what could be set at once', () => proposing('FOUR_EYES').then(proposed('p', 'FOUR_EYES')));
test('proposes again, in the place of what is open', () =>
  proposing('DIRECT', set('FOUR_EYES'), proposed('o')).then(proposed('p')));
test('says nothing when it is so already, or nothing is given', () => {
  proposing('FOUR_EYES', set('FOUR_EYES')).then();
  proposing(undefined, set('FOUR_EYES')).then();
});

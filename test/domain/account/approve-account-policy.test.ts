import { test } from '@jest/globals';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { approveAccountPolicy } from '../../../src/domain/account/approve-account-policy.js';
import { approved, declined, givenAccount, inAWeek, proposed, set } from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';

type Given = AccountEvent[];
const field = ['proposalId'];
const approving = (approver: string, ...facts: Given) => at(now, approver, ...facts);
const at = (moment: string, approver: string, ...facts: Given) =>
  givenAccount(set('FOUR_EYES'), ...facts).when(approveAccountPolicy, {
    ...{ account: 'acme', proposalId: 'p', approver, now: moment },
  });

test.each(['DIRECT', null] as const)('lets another administrator set %s', (value) =>
  approving('grace', proposed('p', value)).then(approved('p'), set(value)),
);
test('takes another person: ids are compared byte for byte', () => {
  approving('ada', proposed('p')).refused('SAME_PERSON', field);
  approving('Ada', proposed('p')).then(approved('p'), set('DIRECT'));
  approving('ada ', proposed('p')).then(approved('p'), set('DIRECT'));
});
test('refuses what was never proposed', () => approving('grace', proposed('o')).refused('PROPOSAL_NOT_FOUND', field));
test.each<[string, Given]>([
  ['approved', [proposed('p'), approved('p'), set('DIRECT')]],
  ['declined', [proposed('p'), declined('p')]],
  ['superseded', [proposed('p'), proposed('q')]],
  ['overtaken by a policy', [proposed('p'), set('DIRECT'), set('FOUR_EYES')]],
])('refuses what is %s, whoever asks', (_, facts) => {
  approving('grace', ...facts).refused('PROPOSAL_CLOSED', field);
  approving('ada', ...facts).refused('PROPOSAL_CLOSED', field);
});
test('refuses what has expired, to the millisecond, and the same person before that', () => {
  at('2026-06-08T11:59:59.999Z', 'grace', proposed('p')).then(approved('p'), set('DIRECT'));
  at(inAWeek, 'grace', proposed('p')).refused('PROPOSAL_EXPIRED', field);
  at(inAWeek, 'ada', proposed('p')).refused('SAME_PERSON', field);
});

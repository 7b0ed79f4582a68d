import { expect, test } from '@jest/globals';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { newAccount, noPolicy, openProposal, takesTwoForProduction } from '../../../src/domain/account/account.js';
import { accountOf, approved, declined, inAWeek, proposed, set } from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';

const statuses = (...facts: AccountEvent[]) => accountOf(...facts).proposals.map(({ id, status }) => [id, status]);

test('nothing is set at first, which means that one person is enough', () => {
  expect(accountOf()).toEqual(newAccount);
  expect(takesTwoForProduction(newAccount.policy)).toBe(false);
});

test.each([
  ['FOUR_EYES', true],
  ['DIRECT', false],
  [null, false],
] as const)('%s is as it was set, and its inverse undoes it', (productionChanges, two) => {
  const { policy } = accountOf(set('FOUR_EYES'), set('DIRECT'), set(productionChanges));
  expect(policy).toEqual({ ...noPolicy, productionChanges });
  expect(takesTwoForProduction(policy)).toBe(two);
  expect(takesTwoForProduction(accountOf(set(productionChanges), set(null)).policy)).toBe(false);
});

test('a proposal changes nothing, and says who made it and when', () => {
  const account = accountOf(set('FOUR_EYES'), proposed('p'));
  expect(account.policy).toEqual({ ...noPolicy, productionChanges: 'FOUR_EYES' });
  const policy = { ...noPolicy, productionChanges: 'DIRECT' };
  const made = { proposedBy: 'ada', proposedAt: now, expiresAt: inAWeek };
  expect(account.proposals).toEqual([{ id: 'p', policy, ...made, status: 'OPEN' }]);
});

test('a proposal is closed by its approval, its refusal, a newer one, and a policy that is set meanwhile', () => {
  expect(statuses(proposed('p'), approved('p'), set('DIRECT'))).toEqual([['p', 'APPROVED']]);
  expect(statuses(proposed('p'), declined('p'))).toEqual([['p', 'DECLINED']]);
  expect(statuses(proposed('p'), proposed('q'))).toEqual([
    ['p', 'SUPERSEDED'],
    ['q', 'OPEN'],
  ]);
  expect(statuses(proposed('p'), set('FOUR_EYES'))).toEqual([['p', 'SUPERSEDED']]);
  expect(statuses(proposed('p'), declined('p'), proposed('q'), set(null))[0]).toEqual(['p', 'DECLINED']);
});

test('the open proposal is open until the moment that it expires', () => {
  const account = accountOf(proposed('p'), declined('p'), proposed('q'));
  expect(openProposal(account, now)?.id).toBe('q');
  expect(openProposal(account, '2026-06-08T11:59:59.999Z')?.id).toBe('q');
  expect(openProposal(account, inAWeek)).toBeUndefined();
});

import { test } from '@jest/globals';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { declineAccountPolicy } from '../../../src/domain/account/decline-account-policy.js';
import { declined, givenAccount, inAWeek, proposed, set } from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';

type Given = AccountEvent[];
const declining = (reasons: string[], facts: Given, moment = now) =>
  givenAccount(set('FOUR_EYES'), ...facts).when(declineAccountPolicy, { proposalId: 'p', reasons, now: moment });

test('declines, for whoever asks: who proposed it withdraws it', () =>
  declining(['Not now'], [proposed('p')]).then(declined('p', ['Not now'])));
test('takes 500 characters', () =>
  declining(['x'.repeat(500)], [proposed('p')]).then(declined('p', ['x'.repeat(500)])));
test.each(['', ' ', '\u200b', 'x'.repeat(501), 'bell\u0007'])('refuses what are no reasons', (bad) =>
  declining([bad], [proposed('p')]).refused('REASONS_INVALID', ['reasons', '0']),
);
test('refuses what is not there, what is closed, and what has expired', () => {
  declining(['x'], []).refused('PROPOSAL_NOT_FOUND', ['proposalId']);
  declining(['x'], [proposed('p'), declined('p')]).refused('PROPOSAL_CLOSED', ['proposalId']);
  declining(['x'], [proposed('p')], inAWeek).refused('PROPOSAL_EXPIRED', ['proposalId']);
});

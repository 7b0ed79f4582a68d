import { PROPOSAL_DAYS } from '../two-people/refusals.js';
import { daysAfter } from '../values/days-after.js';
import type { Account } from './account.js';
import type { AccountEvent } from './facts.js';
import { changed, type PolicyChanges } from './policy-changes.js';

export interface ProposeAccountPolicy extends PolicyChanges {
  proposalId: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** Proposes a policy for another administrator to approve. A proposal that is open is superseded. */
export function proposeAccountPolicy(
  state: Account,
  { proposalId, now, ...changes }: ProposeAccountPolicy,
): AccountEvent[] {
  const policy = changed(state, changes);
  if (!policy) return [];
  const expiresAt = daysAfter(now, PROPOSAL_DAYS);
  return [{ type: 'AccountPolicyProposed', data: { proposalId, ...policy, expiresAt } }];
}

import type { Account } from './account.js';
import type { AccountEvent } from './facts.js';
import { changed, type PolicyChanges } from './policy-changes.js';

/** Time for another administrator to look at it. */
export const PROPOSAL_LIFETIME_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

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
  const expiresAt = new Date(Date.parse(now) + PROPOSAL_LIFETIME_DAYS * DAY_MS).toISOString();
  return [{ type: 'AccountPolicyProposed', data: { proposalId, ...policy, expiresAt } }];
}

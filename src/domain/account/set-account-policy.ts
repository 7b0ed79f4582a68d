import { Refusal } from '../refusal/refusal.js';
import { takesTwoForProduction, type Account } from './account.js';
import type { AccountEvent } from './facts.js';
import { changed, type PolicyChanges } from './policy-changes.js';

export interface SetAccountPolicy extends PolicyChanges {
  account: string;
}

/** Sets what one administrator may set alone: everything but a looser policy while two people are needed. */
export function setAccountPolicy(state: Account, { account, ...changes }: SetAccountPolicy): AccountEvent[] {
  const policy = changed(state, changes);
  if (!policy) return [];
  if (takesTwoForProduction(state.policy) && !takesTwoForProduction(policy))
    throw new Refusal('APPROVAL_REQUIRED', ['productionChanges']);
  return [{ type: 'AccountPolicySet', data: { account, ...policy } }];
}

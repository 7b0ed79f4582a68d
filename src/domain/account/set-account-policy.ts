import { Refusal, Refusals } from '../refusal/refusal.js';
import { takesTwoForProduction, type Account } from './account.js';
import { effectivePolicy, loosened, type PolicyDefaults } from './effective-policy.js';
import type { AccountEvent } from './facts.js';
import { noSecretSettings } from './secret-settings.js';
import { changed, type PolicyChanges } from './policy-changes.js';

export interface SetAccountPolicy extends PolicyChanges {
  account: string;
  /** What counts where the account has set nothing. Left out: nothing does. */
  defaults?: PolicyDefaults;
}

/** Sets what one administrator may set alone: everything but a looser policy while two people are needed. */
export function setAccountPolicy(
  state: Account,
  { account, defaults = noSecretSettings, ...changes }: SetAccountPolicy,
): AccountEvent[] {
  const policy = changed(state, changes);
  if (!policy) return [];
  if (takesTwoForProduction(state.policy)) {
    const looser = loosened(effectivePolicy(state.policy, defaults), effectivePolicy(policy, defaults));
    const refused = looser.map((setting) => new Refusal('APPROVAL_REQUIRED', [setting]));
    if (refused.length > 0) throw new Refusals(refused);
  }
  return [{ type: 'AccountPolicySet', data: { account, ...policy } }];
}

import { effectivePolicy } from '../../domain/account/effective-policy.js';
import { keepsPolicy, secretsAddedBy } from '../../domain/account/keeps-policy.js';
import { noSecretSettings } from '../../domain/account/secret-settings.js';
import type { KeyEvent } from '../../domain/key/facts.js';
import type { ExistingKey } from '../../domain/key/key.js';
import { addedByProposals } from '../../domain/two-people/added-by-proposals.js';
import { anyWidensProduction, requireApproval } from '../../domain/two-people/widens-production.js';
import { readAccountPolicy } from '../account/read-account.js';
import type { Handling } from './run-command.js';

/**
 * Refuses events that the policy of the account does not let in: those that widen production, where it takes two people and they
 * are not the application of an approved proposal; and secrets that are not as it asks, approved or not. The policy is read from
 * the log, and only for events that it may concern.
 */
export const accountRules =
  ({ store, now, policyDefaults = noSecretSettings }: Pick<Handling, 'store' | 'now' | 'policyDefaults'>) =>
  async (key: ExistingKey, decided: readonly KeyEvent[], applies: string | undefined): Promise<void> => {
    const isApproved = key.proposals.some(({ proposalId, state }) => proposalId === applies && state === 'APPROVED');
    const needsTwo = !isApproved && anyWidensProduction(key, decided);
    const at = now().toISOString();
    const added = [...decided, ...addedByProposals(key, decided, at)];
    if (!needsTwo && secretsAddedBy(added).length === 0) return;
    const policy = await readAccountPolicy(store, key.account);
    if (needsTwo) requireApproval(key, decided, policy);
    keepsPolicy(key, added, effectivePolicy(policy, policyDefaults), at);
  };

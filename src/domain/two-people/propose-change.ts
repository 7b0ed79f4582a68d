import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { saveIntegratorKey } from '../save/save-integrator-key.js';
import type { ProposedChange } from './facts.js';
import { PROPOSAL_DAYS } from './refusals.js';
import { daysAfter } from '../values/days-after.js';
import { placeholders, withCredentials, type MadeForChange } from './with-credentials.js';

export interface ProposeChange extends Pick<MadeForChange, 'now' | 'policy'> {
  proposalId: string;
  change: ProposedChange;
}

/**
 * Proposes a change for another person to approve. It is refused as the change itself would be now, at the same fields. No event
 * if there is nothing to change.
 */
export function proposeChange(key: ExistingKey, { proposalId, change, ...of }: ProposeChange): KeyEvent[] {
  if (saveIntegratorKey(key, withCredentials(change, { ...placeholders(change), ...of })).length === 0) return [];
  const expiresAt = daysAfter(of.now, PROPOSAL_DAYS);
  return [{ type: 'ChangeProposed', data: { proposalId, change, revision: key.changedRevision, expiresAt } }];
}

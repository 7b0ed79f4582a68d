import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { reasonsOf } from '../values/text.js';
import { notSamePerson } from './not-same-person.js';
import { undecidedProposalOf } from './pending-proposal.js';

export interface DeclineChange {
  proposalId: string;
  reasons: readonly string[];
  /** The actor who declines: who has proposed it withdraws it. */
  actorId: string;
}

/** Declines a proposal, for reasons that the proposer sees. Also one that is stale or has expired. */
export function declineChange(key: ExistingKey, { proposalId, reasons, actorId }: DeclineChange): KeyEvent[] {
  notSamePerson(undecidedProposalOf(key, proposalId).proposedBy, actorId);
  return [{ type: 'ChangeDeclined', data: { proposalId, reasons: reasonsOf(reasons) } }];
}

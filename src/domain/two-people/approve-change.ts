import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { notSamePerson } from './not-same-person.js';
import { stillHolds, undecidedProposalOf } from './pending-proposal.js';

export interface ApproveChange {
  proposalId: string;
  /** The actor who approves. */
  actorId: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** Lets who has proposed a change apply it, to the key as it is now. */
export function approveChange(key: ExistingKey, { proposalId, actorId, now }: ApproveChange): KeyEvent[] {
  const proposal = undecidedProposalOf(key, proposalId);
  notSamePerson(proposal.proposedBy, actorId);
  stillHolds(key, proposal, now);
  return [{ type: 'ChangeApproved', data: { proposalId } }];
}

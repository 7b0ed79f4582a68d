import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { saveIntegratorKey } from '../save/save-integrator-key.js';
import { isProposer, pendingProposalOf, stillHolds } from './pending-proposal.js';
import { withCredentials, type MadeForChange } from './with-credentials.js';

export interface ApplyChange {
  proposalId: string;
  /** The actor who applies: who has proposed it, and gets what is shown once. */
  actorId: string;
  made: MadeForChange;
}

/** Does what was approved, as it was proposed. The events must name the proposal in their metadata. */
export function applyChange(key: ExistingKey, { proposalId, actorId, made }: ApplyChange): KeyEvent[] {
  const proposal = pendingProposalOf(key, proposalId);
  isProposer(proposal, actorId);
  if (proposal.state !== 'APPROVED') throw new Refusal('PROPOSAL_NOT_APPROVED', ['proposalId']);
  stillHolds(key, proposal, made.now);
  return saveIntegratorKey(key, withCredentials(proposal.change, made));
}

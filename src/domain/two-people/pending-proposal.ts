import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { isPending, type Proposal } from './proposals.js';
import { proposalStatus } from './status.js';

const refused = (code: 'PROPOSAL_NOT_FOUND' | 'PROPOSAL_CLOSED' | 'PROPOSAL_EXPIRED' | 'PROPOSAL_STALE') =>
  new Refusal(code, ['proposalId']);

/** A proposal of which something can still come, whatever the clock says. */
export function pendingProposalOf({ proposals }: ExistingKey, id: string): Proposal {
  const proposal = proposals.find(({ proposalId }) => proposalId === id);
  if (!proposal) throw refused('PROPOSAL_NOT_FOUND');
  if (!isPending(proposal)) throw refused('PROPOSAL_CLOSED');
  return proposal;
}

/** A proposal that nobody has decided on. */
export function undecidedProposalOf(key: ExistingKey, id: string): Proposal {
  const proposal = pendingProposalOf(key, id);
  if (proposal.state !== 'OPEN') throw refused('PROPOSAL_CLOSED');
  return proposal;
}

/** Refuses a proposal whose time is over, or whose key has been changed since. `now` is ISO 8601 UTC. */
export function stillHolds(key: ExistingKey, proposal: Proposal, now: string): void {
  const status = proposalStatus(key, proposal, now);
  if (status === 'EXPIRED') throw refused('PROPOSAL_EXPIRED');
  if (status === 'STALE') throw refused('PROPOSAL_STALE');
}

/** Refuses everybody but who has proposed it. */
export function isProposer({ proposedBy }: Proposal, actorId: string): void {
  if (proposedBy !== actorId) throw new Refusal('NOT_THE_PROPOSER', ['proposalId']);
}

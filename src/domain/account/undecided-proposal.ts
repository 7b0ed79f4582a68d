import { Refusal } from '../refusal/refusal.js';
import type { Account, PolicyProposal } from './account.js';

export interface Deciding {
  proposalId: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** The proposal, if it is there and nobody has closed it. It may have expired. */
export function undecidedProposal({ proposals }: Account, { proposalId }: Deciding): PolicyProposal {
  const found = proposals.find(({ id }) => id === proposalId);
  if (!found) throw new Refusal('PROPOSAL_NOT_FOUND', ['proposalId']);
  if (found.status !== 'OPEN') throw new Refusal('PROPOSAL_CLOSED', ['proposalId']);
  return found;
}

/** Refuses to decide on a proposal whose time is over. */
export function notExpired({ expiresAt }: PolicyProposal, { now }: Deciding): void {
  if (now >= expiresAt) throw new Refusal('PROPOSAL_EXPIRED', ['proposalId']);
}

import { isPending, type ProposalState } from './proposals.js';

export type ProposalStatus = ProposalState | 'EXPIRED' | 'STALE';

interface Standing {
  revision: number;
  /** ISO 8601 UTC. */
  expiresAt: string;
  state: ProposalState;
}

/** How a proposal for a key that was last changed at `changedRevision` stands at `now`, ISO 8601 UTC. */
export function proposalStatus(
  { changedRevision }: { changedRevision: number },
  { revision, expiresAt, state }: Standing,
  now: string,
): ProposalStatus {
  if (!isPending({ state })) return state;
  if (expiresAt <= now) return 'EXPIRED';
  return changedRevision === revision ? state : 'STALE';
}

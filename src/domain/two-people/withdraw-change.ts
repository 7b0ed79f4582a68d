import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { isProposer, pendingProposalOf } from './pending-proposal.js';

/** Takes a proposal back that is not applied yet, approved or not; also one that is stale or has expired. */
export function withdrawChange(
  key: ExistingKey,
  { proposalId, actorId }: { proposalId: string; actorId: string },
): KeyEvent[] {
  isProposer(pendingProposalOf(key, proposalId), actorId);
  return [{ type: 'ChangeWithdrawn', data: { proposalId } }];
}

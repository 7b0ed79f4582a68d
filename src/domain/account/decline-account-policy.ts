import { reasonsOf } from '../values/text.js';
import type { Account } from './account.js';
import type { AccountEvent } from './facts.js';
import { notExpired, undecidedProposal, type Deciding } from './undecided-proposal.js';

export interface DeclineAccountPolicy extends Deciding {
  reasons: readonly string[];
}

/** Declines what was proposed, by whomever: who declines their own proposal withdraws it. */
export function declineAccountPolicy(state: Account, { reasons, ...deciding }: DeclineAccountPolicy): AccountEvent[] {
  const proposal = undecidedProposal(state, deciding);
  notExpired(proposal, deciding);
  return [{ type: 'AccountPolicyDeclined', data: { proposalId: proposal.id, reasons: reasonsOf(reasons) } }];
}

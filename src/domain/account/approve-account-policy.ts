import { notSamePerson } from '../two-people/not-same-person.js';
import type { Account } from './account.js';
import type { AccountEvent } from './facts.js';
import { notExpired, undecidedProposal, type Deciding } from './undecided-proposal.js';

export interface ApproveAccountPolicy extends Deciding {
  account: string;
  /** Actor id of who approves. */
  approver: string;
}

/** Approves what another administrator has proposed, and applies it. */
export function approveAccountPolicy(
  state: Account,
  { account, approver, ...deciding }: ApproveAccountPolicy,
): AccountEvent[] {
  const proposal = undecidedProposal(state, deciding);
  notSamePerson(proposal.proposedBy, approver, ['proposalId']);
  notExpired(proposal, deciding);
  return [
    { type: 'AccountPolicyApproved', data: { proposalId: proposal.id } },
    { type: 'AccountPolicySet', data: { account, ...proposal.policy } },
  ];
}

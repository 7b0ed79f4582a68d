/** Days that a proposed change of a key, or a proposed policy of an account, may wait. */
export const PROPOSAL_DAYS = 7;

/** Of what one person proposes and another approves: of an account's policy, and of production. */
export const twoPeopleRefusals = {
  APPROVAL_REQUIRED:
    'The policy of the account takes two people for this: propose it, and let another person approve it.',
  PROPOSAL_NOT_FOUND: 'There is no such proposal.',
  PROPOSAL_CLOSED: 'The proposal has been decided, withdrawn or replaced by a newer one.',
  PROPOSAL_EXPIRED: 'The proposal has expired; make it again.',
  PROPOSAL_STALE: 'Something has changed since the proposal was made; make it again.',
  PROPOSAL_NOT_APPROVED: 'Nobody has approved the proposal yet.',
  SAME_PERSON: 'Nobody approves what they have proposed themselves: it takes another person.',
  NOT_THE_PROPOSER: 'Only the person who made the proposal may do this.',
} as const;

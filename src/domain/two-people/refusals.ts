/** What takes two people: a request and its approval, a proposal and its approval. */
export const twoPeopleRefusals = {
  SAME_PERSON: 'The same person has asked for this; another one must approve it.',
} as const;

import * as f from '../../kit/facts/facts.js';

const open = f.proposed('p');

/** Proposals that nobody decides on any more, and what is told. */
export const closed = [
  ['PROPOSAL_NOT_FOUND', 'of another id', [f.proposed('other')]],
  ['PROPOSAL_CLOSED', 'declined', [open, f.changeDeclined('p')]],
  ['PROPOSAL_CLOSED', 'withdrawn', [open, f.changeWithdrawn('p')]],
  ['PROPOSAL_CLOSED', 'applied', [open, f.changeApproved('p'), f.applying('p', f.renamed('New'))]],
] as const;

/** What makes a proposal stale, and what does not. */
export const changes = [
  f.renamed('Other'),
  f.disabled,
  f.transferred('ada', 'eve'),
  f.secretAdded('s'),
  f.uriAdded('u'),
];
export const noChanges = [
  [f.requested('r')],
  [f.requested('r'), f.approved('r')],
  [f.requested('r'), f.declined('r')],
  [f.proposed('q', {}, 'eve'), f.changeApproved('q')],
] as const;

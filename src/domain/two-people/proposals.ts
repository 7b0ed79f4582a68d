import type { KeyEvent, KeyEventType } from '../key/facts.js';
import type { ProposedChange, TwoPeopleFacts } from './facts.js';

/** How a proposal stands, but for the clock and for what has changed since. */
export type ProposalState = 'OPEN' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN' | 'APPLIED';

/** A proposed change of a key, as the rules need it. */
export interface Proposal {
  proposalId: string;
  /** Actor id, as the event's metadata has it. */
  proposedBy: string;
  change: ProposedChange;
  /** The last revision at which the key was changed when it was proposed. */
  revision: number;
  /** ISO 8601 UTC. */
  expiresAt: string;
  state: ProposalState;
}

export type ProposalEvent = Extract<KeyEvent, { type: keyof TwoPeopleFacts }>;

const proposalTypes = {
  ChangeProposed: true,
  ChangeApproved: true,
  ChangeDeclined: true,
  ChangeWithdrawn: true,
} as const satisfies Record<keyof TwoPeopleFacts, true>;

export const isProposalEvent = <E extends KeyEvent>(event: E): event is E & ProposalEvent =>
  event.type in proposalTypes;

/** The state that each event but the first leads to. */
export const stateAfter = {
  ChangeApproved: 'APPROVED',
  ChangeDeclined: 'DECLINED',
  ChangeWithdrawn: 'WITHDRAWN',
} as const satisfies Record<Exclude<keyof TwoPeopleFacts, 'ChangeProposed'>, ProposalState>;

/** The proposals after one of their events; `actorId` is who did it. */
export function foldProposals(
  proposals: readonly Proposal[],
  event: ProposalEvent,
  actorId: string | undefined,
): readonly Proposal[] {
  const { type, data } = event;
  if (type !== 'ChangeProposed') return inState(proposals, data.proposalId, stateAfter[type]);
  if (actorId === undefined) throw new Error('a proposal has an actor');
  return [...proposals, { ...data, proposedBy: actorId, state: 'OPEN' }];
}

const inState = (proposals: readonly Proposal[], id: string, state: ProposalState) =>
  proposals.map((proposal) => (proposal.proposalId === id ? { ...proposal, state } : proposal));

/** After an event that names a proposal in its metadata: it is applied. */
export const applied = (proposals: readonly Proposal[], id: string): readonly Proposal[] =>
  inState(proposals, id, 'APPLIED');

/** Can anything still come of it? */
export const isPending = ({ state }: { state: ProposalState }): boolean => state === 'OPEN' || state === 'APPROVED';

/** A key that is deleted waits for nobody. */
export const withdrawPending = <P extends { state: ProposalState }>(proposals: readonly P[]): readonly P[] =>
  proposals.map((proposal) => (isPending(proposal) ? { ...proposal, state: 'WITHDRAWN' } : proposal));

const changesNothing: ReadonlySet<KeyEventType> = new Set([
  ...(['ChangeProposed', 'ChangeApproved', 'ChangeDeclined', 'ChangeWithdrawn'] as const),
  'CredentialExpiryApproaching' as const,
  ...(['GoLiveRequested', 'GoLiveRequestWithdrawn', 'GoLiveApproved', 'GoLiveDeclined'] as const),
]);

/**
 * Does the event change the key to which a proposal is pinned? Talk about changes and about going live, and a reminder, does not. Production that
 * is suspended does: else one who holds an approval from before could resume it alone.
 */
export const isChange = ({ type }: Pick<KeyEvent, 'type'>): boolean => !changesNothing.has(type);

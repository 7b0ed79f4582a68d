import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { stateAfter, type Proposal, type ProposalEvent } from '../../src/domain/two-people/proposals.js';
import { by, type By } from './birth.js';

/** A proposed change with its decision. Times are ISO 8601 UTC with milliseconds. */
export interface ProposalDetails extends Omit<Proposal, 'proposalId' | 'proposedBy'> {
  id: string;
  proposedAt: string;
  proposedBy: By;
  /** Of an approval, or of a refusal by another person. */
  decidedAt: string | null;
  decidedBy: By | null;
  /** Why it was declined. */
  reasons: readonly string[];
  appliedAt: string | null;
}

const change = (proposals: readonly ProposalDetails[], id: string, more: Partial<ProposalDetails>) =>
  proposals.map((proposal) => (proposal.id === id ? { ...proposal, ...more } : proposal));

/** The proposals after one of their events. */
export function foldProposals(
  proposals: readonly ProposalDetails[],
  event: RecordedKeyEvent & ProposalEvent,
): readonly ProposalDetails[] {
  const { type, data, metadata } = event;
  const decision = { decidedAt: metadata.recordedAt, decidedBy: by(event) };
  switch (type) {
    case 'ChangeProposed': {
      const { proposalId: id, ...proposed } = data;
      const made = { id, ...proposed, proposedAt: metadata.recordedAt, proposedBy: by(event), state: 'OPEN' } as const;
      return [...proposals, { ...made, decidedAt: null, decidedBy: null, reasons: [], appliedAt: null }];
    }
    case 'ChangeApproved':
      return change(proposals, data.proposalId, { state: stateAfter[type], ...decision });
    case 'ChangeDeclined':
      return change(proposals, data.proposalId, { state: stateAfter[type], ...decision, reasons: data.reasons });
    case 'ChangeWithdrawn':
      return change(proposals, data.proposalId, { state: stateAfter[type] });
    default:
      return type satisfies never;
  }
}

/** What an event does to the proposal that it names as the one it is the application of. */
export function appliedBy(
  { metadata: { proposalId, recordedAt: appliedAt } }: RecordedKeyEvent,
  { proposals }: { proposals: readonly ProposalDetails[] },
) {
  return proposalId === undefined ? {} : { proposals: change(proposals, proposalId, { state: 'APPLIED', appliedAt }) };
}

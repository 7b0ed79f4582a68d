import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { notSamePerson } from '../two-people/not-same-person.js';
import { RULES_VERSION } from './criteria/rules.js';
import { openRequestOf } from './open-request.js';
import { metCriteria, type JudgedBy } from './request-go-live.js';
import { openStatus } from './status.js';
import { noteOf } from './texts.js';

export interface ApproveGoLive extends JudgedBy {
  requestId: string;
  note: string | null;
  /** The actor who approves. */
  actorId: string;
}

/**
 * Lets the key go live. The approval holds for the revision that was requested: whatever a review looks at must be as it was
 * then, and the criteria are judged again, because credentials and use may have changed.
 */
export function approveGoLive(key: ExistingKey, { requestId, actorId, ...command }: ApproveGoLive): KeyEvent[] {
  const request = openRequestOf(key, requestId);
  notSamePerson(request.requestedBy, actorId);
  const status = openStatus(key.goLive, request, command.now);
  if (status === 'EXPIRED') throw new Refusal('GO_LIVE_EXPIRED', ['requestId']);
  if (status === 'STALE') throw new Refusal('GO_LIVE_STALE', ['requestId']);
  const criteria = metCriteria(key, command);
  const { revision } = request;
  const judged = { rulesVersion: RULES_VERSION, criteria };
  const note = noteOf(command.note);
  return [{ type: 'GoLiveApproved', data: { requestId, revision, by: 'reviewer', note, ...judged } }];
}

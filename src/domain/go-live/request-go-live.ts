import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal, Refusals } from '../refusal/refusal.js';
import { daysAfter } from '../values/days-after.js';
import { noteOf } from './texts.js';
import { judge, RULES_VERSION } from './criteria/rules.js';
import type { Judging } from './criteria/criterion.js';
import type { JudgedCriterion } from './criteria/judged-criterion.js';
import type { Classification } from './facts.js';
import { REQUEST_DAYS } from './refusals.js';
import { openStatus } from './status.js';

export type JudgedBy = Omit<Judging, 'key'>;

export interface RequestGoLive extends JudgedBy {
  requestId: string;
  classification: Classification;
  note: string | null;
  /** Who decides: a reviewer, or the rules alone as soon as all are met. */
  decision: 'review' | 'automatic';
}

/** Asks for the key to go live. A request that is stale or has expired is closed by the new one. */
export function requestGoLive(key: ExistingKey, command: RequestGoLive): KeyEvent[] {
  const { requestId, classification, decision, now } = command;
  if (key.goLive.production !== 'NONE') throw new Refusal('ALREADY_LIVE', ['integratorKeyId']);
  const open = key.goLive.requests.find(({ ended }) => ended === null);
  if (open && openStatus(key.goLive, open, now) === 'IN_REVIEW')
    throw new Refusal('GO_LIVE_IN_REVIEW', ['integratorKeyId']);
  const note = noteOf(command.note);
  const criteria = metCriteria(key, command);
  const { revision } = key;
  const expiresAt = daysAfter(now, REQUEST_DAYS);
  const judged = { rulesVersion: RULES_VERSION, criteria };
  const requested: KeyEvent = {
    type: 'GoLiveRequested',
    data: { requestId, revision, classification, note, ...judged, expiresAt, supersedes: open?.requestId ?? null },
  };
  if (decision === 'review') return [requested];
  return [requested, { type: 'GoLiveApproved', data: { requestId, revision, by: 'rules', note: null, ...judged } }];
}

/** Today's criteria with what they were judged on. Refuses for each that is not met. */
export function metCriteria(key: ExistingKey, judging: JudgedBy): readonly JudgedCriterion[] {
  const criteria = judge({ ...judging, key });
  const unmet = criteria.filter(({ met }) => !met);
  if (unmet.length > 0)
    throw new Refusals(
      unmet.map(({ code: criterion }) => new Refusal('GO_LIVE_CRITERIA_NOT_MET', ['integratorKeyId'], { criterion })),
    );
  return criteria;
}

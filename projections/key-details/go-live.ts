import type { JudgedCriterion } from '../../src/domain/go-live/criteria/judged-criterion.js';
import type { GoLiveRequested } from '../../src/domain/go-live/facts.js';
import type { GoLive, GoLiveEvent, RequestEnd } from '../../src/domain/go-live/go-live.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { by, type By } from './birth.js';

/** Going live, as people see it. */
export interface GoLiveDetails extends Omit<GoLive, 'requests'> {
  requests: readonly GoLiveRequestDetails[];
}

/** A request with its decision. Times are ISO 8601 UTC with milliseconds. */
export interface GoLiveRequestDetails extends Omit<GoLiveRequested, 'requestId' | 'supersedes'> {
  id: string;
  requestedAt: string;
  requestedBy: By;
  ended: RequestEnd | null;
  endedAt: string | null;
  endedBy: By | null;
  /** Of an approval: whether the rules alone have decided. */
  decidedByRules: boolean;
  /** Of an approval: the criteria as they were judged again. */
  decidedOn: readonly JudgedCriterion[] | null;
  /** What the reviewer has said to an approval. */
  decisionNote: string | null;
  /** Why the request was declined. */
  reasons: readonly string[];
}

export const notLive: GoLiveDetails = { production: 'NONE', reviewedRevision: 0, requests: [] };

type Recorded<E> = RecordedKeyEvent & E;

/** Going live after one of its own events. */
export function foldGoLive(goLive: GoLiveDetails, event: Recorded<GoLiveEvent>): GoLiveDetails {
  const { type, data, metadata } = event;
  switch (type) {
    case 'GoLiveRequested': {
      const { requestId: id, supersedes, ...asked } = data;
      const requested = { id, ...asked, requestedAt: metadata.recordedAt, requestedBy: by(event), ...undecided };
      return { ...goLive, requests: [...ended(goLive, event, supersedes, 'SUPERSEDED'), requested] };
    }
    case 'GoLiveRequestWithdrawn':
      return { ...goLive, requests: ended(goLive, event, data.requestId, 'WITHDRAWN') };
    case 'GoLiveDeclined':
      return { ...goLive, requests: ended(goLive, event, data.requestId, 'DECLINED', { reasons: data.reasons }) };
    case 'GoLiveApproved': {
      const { requestId, note: decisionNote, criteria: decidedOn } = data;
      const decision = { decisionNote, decidedOn, decidedByRules: data.by === 'rules' };
      return { ...goLive, production: 'LIVE', requests: ended(goLive, event, requestId, 'APPROVED', decision) };
    }
    case 'ProductionSuspended':
      return { ...goLive, production: 'SUSPENDED' };
    case 'ProductionResumed':
      return { ...goLive, production: 'LIVE' };
    default:
      return type satisfies never;
  }
}

const undecided = {
  ...{ ended: null, endedAt: null, endedBy: null },
  ...{ decidedByRules: false, decidedOn: null, decisionNote: null, reasons: [] },
};

function ended(
  { requests }: GoLiveDetails,
  event: RecordedKeyEvent,
  id: string | null,
  how: RequestEnd,
  more: Partial<GoLiveRequestDetails> = {},
) {
  const ending = { ...more, ended: how, endedAt: event.metadata.recordedAt, endedBy: by(event) };
  return requests.map((request) => (request.id === id ? { ...request, ...ending } : request));
}

/** A key that is deleted waits for no decision. */
export function withdrawOpen(goLive: GoLiveDetails, event: RecordedKeyEvent): GoLiveDetails {
  const open = goLive.requests.find((request) => request.ended === null);
  return open ? { ...goLive, requests: ended(goLive, event, open.id, 'WITHDRAWN') } : goLive;
}

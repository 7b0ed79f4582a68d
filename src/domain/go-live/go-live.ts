import type { KeyEvent, KeyEventType } from '../key/facts.js';
import type { Classification, GoLiveFacts } from './facts.js';

export type RequestEnd = 'WITHDRAWN' | 'SUPERSEDED' | 'DECLINED' | 'APPROVED';

/** The last request of a key to go live, as the rules need it. */
export interface GoLiveRequest {
  requestId: string;
  /** The actor who asked. */
  requestedBy: string;
  /** Of the key as the request found it. */
  revision: number;
  classification: Classification;
  /** ISO 8601 UTC. */
  expiresAt: string;
  /** How it ended; null while it is open. */
  ended: RequestEnd | null;
}

export interface GoLive {
  production: 'NONE' | 'LIVE' | 'SUSPENDED';
  /** Revision of the last event that changed something that is reviewed. */
  reviewedRevision: number;
  requests: readonly GoLiveRequest[];
}

export const notLive: GoLive = { production: 'NONE', reviewedRevision: 0, requests: [] };

export type GoLiveEvent = Extract<KeyEvent, { type: keyof GoLiveFacts }>;

const goLiveTypes = {
  GoLiveRequested: true,
  GoLiveRequestWithdrawn: true,
  GoLiveApproved: true,
  GoLiveDeclined: true,
  ProductionSuspended: true,
  ProductionResumed: true,
} as const satisfies Record<keyof GoLiveFacts, true>;

export const isGoLiveEvent = <E extends KeyEvent>(event: E): event is E & GoLiveEvent => event.type in goLiveTypes;

/** Going live after one of its own events; `actorId` is who did it. */
export function foldGoLive(goLive: GoLive, event: GoLiveEvent, actorId: string | undefined): GoLive {
  const { type, data } = event;
  switch (type) {
    case 'GoLiveRequested': {
      if (actorId === undefined) throw new Error('a request to go live has an actor');
      const { requestId, revision, classification, expiresAt, supersedes } = data;
      const request = { requestId, requestedBy: actorId, revision, classification, expiresAt, ended: null };
      return { ...goLive, requests: [...ending(goLive, supersedes, 'SUPERSEDED'), request] };
    }
    case 'GoLiveRequestWithdrawn':
      return { ...goLive, requests: ending(goLive, data.requestId, 'WITHDRAWN') };
    case 'GoLiveDeclined':
      return { ...goLive, requests: ending(goLive, data.requestId, 'DECLINED') };
    case 'GoLiveApproved':
      return { ...goLive, production: 'LIVE', requests: ending(goLive, data.requestId, 'APPROVED') };
    case 'ProductionSuspended':
      return { ...goLive, production: 'SUSPENDED' };
    case 'ProductionResumed':
      return { ...goLive, production: 'LIVE' };
    default:
      return type satisfies never;
  }
}

const ending = ({ requests }: GoLive, id: string | null, ended: RequestEnd) =>
  requests.map((request) => (request.requestId === id ? { ...request, ended } : request));

/** A key that is deleted waits for no decision. */
export const withdrawOpen = (goLive: GoLive): GoLive => ({
  ...goLive,
  requests: goLive.requests.map((request) => ({ ...request, ended: request.ended ?? 'WITHDRAWN' })),
});

/** Does the event change something that a review looks at? Credentials and the owner are none of it. */
export const isReviewed = ({ type, data }: KeyEvent): boolean =>
  isReviewedType(type, 'environment' in data ? data.environment : null);

const reviewed: ReadonlySet<KeyEventType> = new Set([
  ...(['KeyRenamed', 'KeyDescribed', 'PolicyLinksSet', 'MobileAppMarked', 'MobileAppUnmarked'] as const),
  ...(['RedirectUriAdded', 'RedirectUriRemoved'] as const),
]);

/** As `isReviewed`, of an event by its type and the environment that it names, if it does. */
export const isReviewedType = (type: KeyEventType, environment: string | null): boolean =>
  reviewed.has(type) && environment !== 'PRODUCTION';

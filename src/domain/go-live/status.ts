import type { RequestEnd } from './go-live.js';

export type GoLiveStatus =
  'NOT_REQUESTED' | 'IN_REVIEW' | 'STALE' | 'EXPIRED' | 'WITHDRAWN' | 'DECLINED' | 'LIVE' | 'SUSPENDED';
export type OpenStatus = 'IN_REVIEW' | 'STALE' | 'EXPIRED';
export type RequestStatus = OpenStatus | RequestEnd;

interface Request {
  revision: number;
  /** ISO 8601 UTC. */
  expiresAt: string;
  ended: RequestEnd | null;
}

interface Standing {
  production: 'NONE' | 'LIVE' | 'SUSPENDED';
  reviewedRevision: number;
  requests: readonly Request[];
}

/** How far a key has come with going live, at `now`, ISO 8601 UTC. */
export function goLiveStatus(goLive: Standing, now: string): GoLiveStatus {
  if (goLive.production !== 'NONE') return goLive.production;
  const last = goLive.requests.at(-1);
  if (!last) return 'NOT_REQUESTED';
  if (last.ended === 'WITHDRAWN' || last.ended === 'DECLINED') return last.ended;
  return openStatus(goLive, last, now);
}

/** Of a request that nothing has ended. The end comes before the change: it is what the reviewer cannot undo. */
export function openStatus(
  { reviewedRevision }: Pick<Standing, 'reviewedRevision'>,
  { revision, expiresAt }: Pick<Request, 'revision' | 'expiresAt'>,
  now: string,
): OpenStatus {
  if (expiresAt <= now) return 'EXPIRED';
  return reviewedRevision > revision ? 'STALE' : 'IN_REVIEW';
}

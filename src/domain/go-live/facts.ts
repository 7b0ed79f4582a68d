import type { JudgedCriterion } from './criteria/judged-criterion.js';

/** For whom an application is made; it is fixed once the key is live. */
export const classifications = ['PRIVATE_CUSTOM', 'THIRD_PARTY', 'PUBLIC', 'EMBEDDED'] as const;
export type Classification = (typeof classifications)[number];

export interface GoLiveRequested {
  requestId: string;
  /** Of the key as the request found it: what is reviewed. */
  revision: number;
  classification: Classification;
  note: string | null;
  /** Version of the criteria by which `criteria` were judged. */
  rulesVersion: number;
  criteria: readonly JudgedCriterion[];
  /** ISO 8601 UTC. */
  expiresAt: string;
  /** A stale or expired request that this one closes. */
  supersedes: string | null;
}

export interface GoLiveFacts {
  GoLiveRequested: GoLiveRequested;
  GoLiveRequestWithdrawn: { requestId: string };
  GoLiveApproved: {
    requestId: string;
    revision: number;
    /** `rules`: all criteria were met, and the server is set to ask nobody. */
    by: 'reviewer' | 'rules';
    note: string | null;
    rulesVersion: number;
    criteria: readonly JudgedCriterion[];
  };
  GoLiveDeclined: { requestId: string; reasons: readonly string[] };
  ProductionSuspended: { reason: string };
  ProductionResumed: Record<never, never>;
}

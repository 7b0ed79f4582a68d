/**
 * What is counted: an authentication that was answered `active: true`, one that failed within a brownout and would have counted without,
 * one that failed for another known reason, a redirect URI that matched.
 */
export const usageKinds = ['USED', 'BROWNOUT', 'FAILED', 'MATCHED'] as const;
export type UsageKind = (typeof usageKinds)[number];

/** How often something of a key was used, and when last. Ids and numbers, and nothing else. */
export interface Tally {
  /** The key: an OAuth client_id. */
  clientId: string;
  /** The secret, keypair or redirect URI; the client_id again where a public client had nothing but that to show. */
  subjectId: string;
  kind: UsageKind;
  /** ISO 8601 UTC with milliseconds, rounded down to `USE_ROUNDED_TO_MS`. */
  lastAt: string;
  /** UTC day, `2026-11-27` -> count. */
  days: Readonly<Record<string, number>>;
}

/** Tallies by `tallyKey`: as many as there are credentials, however often these are used. */
export type Tallies = Map<string, Tally>;

export const tallyKey = ({ subjectId, kind }: Pick<Tally, 'subjectId' | 'kind'>) => `${subjectId} ${kind}`;

import { inactivities } from '../credentials/why-inactive.js';

/** What an assertion is for: RFC 7523 2.2, or 2.1. */
export type AssertionUse = 'CLIENT_AUTHENTICATION' | 'GRANT';

/** Why an assertion does not count. All but `UNKNOWN` are told only after the signature has matched: to a holder of the private key. */
export const assertionFailures = [
  ...inactivities,
  'EXPIRED_ASSERTION',
  'WRONG_AUDIENCE',
  'REPLAYED',
  'CLAIMS',
  'UNKNOWN',
] as const;
export type AssertionFailure = (typeof assertionFailures)[number];

export interface AcceptedAssertion {
  active: true;
  keypairId: string;
  kid: string;
  /** The client itself, or the user of a grant. */
  sub: string;
  /** Of a grant, as it stands there (RFC 6749 3.3); null if it has none, and for client authentication. */
  scope: string | null;
  /** What may be used once; null only for a grant without. */
  jti: string | null;
  /** Seconds since 1970 until which the `jti` must be remembered, skew included. */
  expiresAt: number;
}

export interface RefusedAssertion {
  active: false;
  reason: AssertionFailure;
  /** The keypair whose signature matched; null if none did. */
  keypairId: string | null;
  kid: string | null;
}

export type AssertionOutcome = AcceptedAssertion | RefusedAssertion;

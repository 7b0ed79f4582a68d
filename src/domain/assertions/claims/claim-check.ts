import type { JsonObject } from '../../values/json-object.js';
import type { AssertionFailure, AssertionUse } from '../outcome.js';

/** What the claims are held against. */
export interface Expected {
  use: AssertionUse;
  clientId: string;
  /** The issuer identifier of the authorization server that asks. */
  audience: string;
  /** Seconds since 1970, with fractions. */
  now: number;
}

/** Null if the claim is right. */
export type ClaimCheck = (claims: JsonObject, expected: Expected) => AssertionFailure | null;

/** How far two clocks may differ, in seconds (RFC 7519 4.1.4: a small leeway). */
export const SKEW_S = 5;
/** How long an assertion may be good for, in seconds: so long must a `jti` be remembered (RFC 7523 3 (4) and (7)). */
export const LONGEST_LIFE_S = 600;

/** A text of 1 to 255 characters. */
export const isShortText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 510 && [...value].length <= 255;

import { algorithmOf, type SignatureAlgorithm } from './algorithm.js';
import { hasNothingCritical } from './critical.js';
import { hasGoodKeyId } from './key-id.js';
import type { AssertionUse } from './outcome.js';
import { partsOf, type Parts } from './parts.js';
import { hasGoodSize } from './size.js';
import { hasGoodType } from './type.js';

/** An assertion of good form. Nobody has said yet that it is true. */
export interface ReadAssertion extends Parts {
  algorithm: SignatureAlgorithm;
}

/**
 * What can be said before a key is known, in this order; undefined if a check fails, and never which, nor a value. `jwk`, `jku`, `x5u` and
 * `x5c` are ignored: a key that comes with the signature, or from where it says, proves nothing (RFC 8725 3.9 and 3.10).
 */
export function readAssertion(assertion: string, use: AssertionUse): ReadAssertion | undefined {
  if (!hasGoodSize(assertion)) return undefined;
  const parts = partsOf(assertion);
  const algorithm = parts && algorithmOf(parts.header);
  if (!algorithm) return undefined;
  const { header } = parts;
  const good = hasGoodType(header, use) && hasNothingCritical(header) && hasGoodKeyId(header);
  return good ? { ...parts, algorithm } : undefined;
}

/**
 * Who an assertion says it is of, for the look-up of the client that a grant comes from: RFC 7523 2.1 has no `client_id`.
 * Unverified. Undefined for what `readAssertion` would not read.
 */
export function issuerOf(assertion: string, use: AssertionUse): string | undefined {
  const iss = readAssertion(assertion, use)?.claims.iss;
  return typeof iss === 'string' ? iss : undefined;
}

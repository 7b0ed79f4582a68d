import type { JsonObject } from '../../values/json-object.js';
import type { AssertionFailure } from '../outcome.js';
import { checkAudience } from './audience.js';
import type { ClaimCheck, Expected } from './claim-check.js';
import { checkExpiry } from './expiry.js';
import { checkIssuedAt } from './issued-at.js';
import { checkIssuer } from './issuer.js';
import { checkNotBefore } from './not-before.js';
import { checkScope } from './scope.js';
import { checkSubject } from './subject.js';
import { checkTokenId } from './token-id.js';

/** In this order; the first that fails is the reason. */
const checks: readonly ClaimCheck[] = [
  checkIssuer,
  checkSubject,
  checkAudience,
  checkExpiry,
  checkNotBefore,
  checkIssuedAt,
  checkTokenId,
  checkScope,
];

/** The claims of RFC 7523 3; null if all are right. Claims of other names are ignored (RFC 7519 4). */
export function checkClaims(claims: JsonObject, expected: Expected): AssertionFailure | null {
  for (const check of checks) {
    const failure = check(claims, expected);
    if (failure) return failure;
  }
  return null;
}

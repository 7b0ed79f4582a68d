import type { JsonObject } from '../../values/json-object.js';
import type { AcceptedAssertion, AssertionUse } from '../outcome.js';
import { SKEW_S } from './claim-check.js';

type AcceptedClaims = Pick<AcceptedAssertion, 'sub' | 'scope' | 'jti' | 'expiresAt'>;

/** What is told of claims that `checkClaims` has found right. */
export function acceptedClaims({ sub, scope, jti, exp }: JsonObject, use: AssertionUse): AcceptedClaims {
  return {
    sub: sub as string,
    scope: use === 'GRANT' && typeof scope === 'string' ? scope : null,
    jti: typeof jti === 'string' ? jti : null,
    expiresAt: Math.ceil((exp as number) + SKEW_S),
  };
}

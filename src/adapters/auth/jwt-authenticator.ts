import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { NotSignedIn, type Authenticator } from '../../app/access/actor.js';
import { actorFrom, type ClaimNames } from './claims.js';
import { cacheTokens } from './cache-tokens.js';

/** Asymmetric ones only (RFC 8725 3.1): with `none` or HS256 whoever knows the public key could sign. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Seconds that the clocks of issuer and server may differ. */
const CLOCK_TOLERANCE_S = 5;
/** Characters; node:http takes no longer header, and a WebSocket is to have no wider door. */
const MAX_TOKEN_CHARACTERS = 16_384;
/** Milliseconds from the epoch: the last moment that a Date can hold (ECMA-262 21.4.1.1). */
const LAST_DATE_MS = 8.64e15;

export interface TrustedIssuer {
  issuer: string;
  audience: string;
  /** The public key a token names; rejects with `IdentityProviderUnavailable` when it cannot be had. */
  keys: JWTVerifyGetKey;
  claims: ClaimNames;
}

/** Bearer tokens as JWTs (RFC 7519). The reason of a `NotSignedIn` names claims and rules, and nothing of the token. */
export function jwtAuthenticator({ issuer, audience, keys, claims }: TrustedIssuer): Authenticator {
  const rules = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_S,
    requiredClaims: ['exp', 'sub'],
  };
  return cacheTokens({
    async actorOf(bearerToken) {
      if (bearerToken.length > MAX_TOKEN_CHARACTERS) throw new NotSignedIn('the token is too long');
      const { payload } = await jwtVerify(bearerToken, keys, rules).catch(refuse);
      const countsUntil = ((payload.exp ?? 0) + CLOCK_TOLERANCE_S) * 1000; // for whatever it opens: a request, a subscription
      const expiresAt = new Date(Math.min(countsUntil, LAST_DATE_MS));
      return { actor: actorFrom(payload, claims), expiresAt };
    },
  });
}

/** jose's message may quote the token and its error holds the payload: only code, claim name and kind of failure go on. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    throw new NotSignedIn(`${error.code} ${error.claim} ${error.reason}`);
  if (error instanceof errors.JOSEError) throw new NotSignedIn(error.code);
  throw error;
}

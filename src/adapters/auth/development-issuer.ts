import { calculateJwkThumbprint, createLocalJWKSet, errors, importJWK, SignJWT, type JWTVerifyGetKey } from 'jose';
import { OfAnotherDataDirectory, type Authenticator, type Role } from '../../app/access/actor.js';
import { developmentKey } from './development-key.js';
import { jwtAuthenticator } from './jwt-authenticator.js';

const ISSUER = 'keyledger-development';
const AUDIENCE = 'keyledger';
const CLAIMS = { account: 'account', roles: 'roles', kind: 'kind' };

export interface TokenRequest {
  subject: string;
  /** null for an authorization server or a reviewer that is bound to none. */
  account: string | null;
  roles: readonly Role[];
  kind: 'user' | 'service';
  lifetimeSeconds: number;
}

export interface DevelopmentIssuer {
  authenticator: Authenticator;
  /** Rejects with `NotSignedIn` when the authenticator would not take the token. */
  mintToken(request: TokenRequest): Promise<string>;
}

/** Lives for 30 days, so that an open browser tab goes on working. */
export const sampleAdministrator: TokenRequest = {
  subject: 'ada@acme.example',
  account: 'acme',
  roles: ['ADMINISTRATOR'],
  kind: 'user',
  lifetimeSeconds: 30 * 24 * 60 * 60,
};

/** Does a token say that it is of a development server? Unverified: good enough for a hint, and for nothing else. */
function isOfDevelopment(payload: string | Uint8Array): boolean {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload.toString(), 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'iss' in claims && claims.iss === ISSUER;
  } catch {
    return false;
  }
}

/** Tells a token of another data directory from one of a stranger: both are refused, and the first is a mistake of our own people. */
const ownKeysOnly =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const isUnknown = error instanceof errors.JWKSNoMatchingKey;
      throw isUnknown && isOfDevelopment(token.payload) ? new OfAnotherDataDirectory(error.code) : error;
    }
  };

/** Signs and takes tokens under a key of its own in the data directory, the same after a restart. Not for production. */
export async function openDevelopmentIssuer(dataDir: string): Promise<DevelopmentIssuer> {
  const { d, ...jwk } = await developmentKey(dataDir);
  const kid = await calculateJwkThumbprint(jwk);
  const privateKey = await importJWK({ ...jwk, d }, 'ES256');
  const keys = ownKeysOnly(createLocalJWKSet({ keys: [{ ...jwk, kid, alg: 'ES256' }] }));
  const authenticator = jwtAuthenticator({ issuer: ISSUER, audience: AUDIENCE, keys, claims: CLAIMS });
  return {
    authenticator,
    async mintToken({ subject, account, roles, kind, lifetimeSeconds }) {
      const now = Math.floor(Date.now() / 1000);
      const token = await new SignJWT({ ...(account !== null && { account }), roles: [...roles], kind })
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(subject)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeSeconds)
        .sign(privateKey);
      await authenticator.actorOf(token);
      return token;
    },
  };
}

import type { ExistingKey } from '../key/key.js';
import type { Environment } from '../values/environment.js';
import type { Credential } from './credential.js';
import { isUsable } from './usable.js';

export type Method = 'IMPLICIT' | 'AUTHORIZATION_CODE' | 'SERVICE_INTEGRATION';
export type Missing = 'ACTIVE_KEY' | 'REDIRECT_URI' | 'SECRET' | 'KEYPAIR';
export interface MethodReadiness {
  method: Method;
  ready: boolean;
  missing: Missing[];
}

type Part = { environment: Environment };

/** What the methods of a key depend on. */
export interface SignsIn extends Pick<ExistingKey, 'status' | 'mobileApp'> {
  redirectUris: readonly Part[];
  secrets: readonly Credential[];
  keypairs: readonly Omit<Credential, 'notBefore'>[];
}

/** For each method the ingredients that are missing, so that a person sees the next step. `now` is ISO 8601 UTC. */
export function authenticationMethods(key: SignsIn, environment: Environment, now: string): MethodReadiness[] {
  const usable = (credentials: readonly Credential[]) =>
    credentials.some((credential) => credential.environment === environment && isUsable(credential, now));
  const has: Record<Missing, boolean> = {
    ACTIVE_KEY: key.status === 'ACTIVE',
    REDIRECT_URI: key.redirectUris.some((uri) => uri.environment === environment),
    SECRET: usable(key.secrets),
    KEYPAIR: usable(key.keypairs.map((keypair) => ({ ...keypair, notBefore: null }))),
  };
  // a public client has no secret and uses PKCE (RFC 7636), so it needs none
  const needs: Record<Method, Missing[]> = {
    IMPLICIT: ['ACTIVE_KEY', 'REDIRECT_URI'],
    AUTHORIZATION_CODE: key.mobileApp ? ['ACTIVE_KEY', 'REDIRECT_URI'] : ['ACTIVE_KEY', 'REDIRECT_URI', 'SECRET'],
    SERVICE_INTEGRATION: ['ACTIVE_KEY', 'KEYPAIR'],
  };
  return (Object.keys(needs) as Method[]).map((method) => {
    const missing = needs[method].filter((ingredient) => !has[ingredient]);
    return { method, ready: missing.length === 0, missing };
  });
}

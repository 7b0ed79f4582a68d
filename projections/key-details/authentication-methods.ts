import type { Environment } from '../../src/domain/values/environment.js';
import { isUsable } from '../../src/domain/credentials/usable.js';
import type { KeyDetails } from './row.js';

export type Method = 'IMPLICIT' | 'AUTHORIZATION_CODE' | 'SERVICE_INTEGRATION';
export type Missing = 'ACTIVE_KEY' | 'REDIRECT_URI' | 'SECRET' | 'KEYPAIR';
export interface MethodReadiness {
  method: Method;
  ready: boolean;
  missing: Missing[];
}

/** For each method the ingredients that are missing, so that a person sees the next step. `now` is ISO 8601 UTC. */
export function authenticationMethods(key: KeyDetails, environment: Environment, now: string): MethodReadiness[] {
  const usable = (credentials: readonly (Parameters<typeof isUsable>[0] & { environment: Environment })[]) =>
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

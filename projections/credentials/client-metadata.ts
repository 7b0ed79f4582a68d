import { authenticationMethods, type Method } from '../../src/domain/credentials/authentication-methods.js';
import { isIn } from '../../src/domain/credentials/is-in.js';
import { isUsable } from '../../src/domain/credentials/usable.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Credentials } from './row.js';

/** How a client authenticates at the token endpoint (RFC 7591 2): `none` is a public client. */
export type TokenEndpointAuthMethod = 'none' | 'client_secret_basic' | 'private_key_jwt';

/** What an authorization server registers of a client (RFC 7591 2), as the key is in one environment. */
export interface ClientMetadata extends Pick<
  Credentials,
  'clientId' | 'name' | 'createdAt' | 'privacyPolicyUrl' | 'termsOfUseUrl' | 'mobileApp'
> {
  redirectUris: readonly string[];
  /** The methods of signing in for which the client has all that is needed. */
  methods: readonly Method[];
  tokenEndpointAuthMethod: TokenEndpointAuthMethod;
  /** When a credential next begins or ends to count, ISO 8601 UTC: the metadata may be others from then on. Null: at no time that is known. */
  until: string | null;
}

/** Undefined for a client that is not there for anybody: unknown, deleted, disabled, or not in this environment. `now` is ISO 8601 UTC. */
export function clientMetadata(
  client: Credentials | undefined,
  environment: Environment,
  now: string,
): ClientMetadata | undefined {
  if (!client || !isIn(client, environment)) return undefined;
  const { clientId, name, createdAt, privacyPolicyUrl, termsOfUseUrl, mobileApp, redirectUris } = client;
  return {
    ...{ clientId, name, createdAt, privacyPolicyUrl, termsOfUseUrl, mobileApp },
    redirectUris: redirectUris.filter((uri) => uri.environment === environment).map(({ redirectUri }) => redirectUri),
    methods: authenticationMethods(client, environment, now).flatMap(({ method, ready }) => (ready ? [method] : [])),
    tokenEndpointAuthMethod: authMethod(client, environment, now),
    until: nextChange(client, environment, now),
  };
}

function authMethod({ mobileApp, secrets }: Credentials, environment: Environment, now: string) {
  if (mobileApp) return 'none';
  const hasSecret = secrets.some((secret) => secret.environment === environment && isUsable(secret, now));
  return hasSecret ? 'client_secret_basic' : 'private_key_jwt';
}

function nextChange({ secrets, keypairs }: Credentials, environment: Environment, now: string): string | null {
  const times = [...secrets, ...keypairs]
    .filter((credential) => credential.environment === environment && credential.status === 'ACTIVE')
    .flatMap(({ expiresAt, ...rest }) => [expiresAt, 'notBefore' in rest ? rest.notBefore : null])
    .filter((time): time is string => time !== null && time > now);
  return times.sort()[0] ?? null;
}

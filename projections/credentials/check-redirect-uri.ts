import type { Environment } from '../../src/domain/values/environment.js';
import {
  matchRedirectUri,
  nearestRedirectUri,
  type Match,
  type Nearest,
} from '../../src/domain/redirect-uris/match-redirect-uri.js';
import type { RedirectUriPolicy } from '../../src/domain/redirect-uris/redirect-uri-policy.js';
import { isIn } from '../../src/domain/credentials/is-in.js';
import type { Credentials } from './row.js';

export interface RedirectUriCheck {
  match: Match;
  nearest: Nearest | null;
}

/** Compares the requested URI with those of the client. None match if the client is disabled, deleted or unknown. */
export function checkRedirectUri(
  client: Credentials | undefined,
  environment: Environment,
  requested: string,
  policy?: RedirectUriPolicy,
): RedirectUriCheck {
  const registered = offered(client, environment).map(({ redirectUri }) => redirectUri);
  const match = matchRedirectUri(registered, requested, policy);
  return { match, nearest: match === 'NONE' ? nearestRedirectUri(registered, requested) : null };
}

/** The registered redirect URI that matches, the exact one before one with another port; undefined when none does. */
export function matchedRedirectUri(
  client: Credentials | undefined,
  environment: Environment,
  requested: string,
  policy?: RedirectUriPolicy,
) {
  const registered = offered(client, environment);
  const exact = registered.find(({ redirectUri }) => redirectUri === requested);
  return exact ?? registered.find(({ redirectUri }) => matchRedirectUri([redirectUri], requested, policy) !== 'NONE');
}

const offered = (client: Credentials | undefined, environment: Environment) =>
  client && isIn(client, environment) ? client.redirectUris.filter((uri) => uri.environment === environment) : [];

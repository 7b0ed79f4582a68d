import type { Environment } from '../values/environment.js';
import type { KeyEvent } from '../key/facts.js';
import { livesIn } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_REDIRECT_URIS } from './refusals.js';
import { acceptRedirectUri } from './accept-redirect-uri.js';
import { needsMobileApp } from './needs-mobile-app.js';
import type { RedirectUriPolicy } from './redirect-uri-policy.js';

export interface AddRedirectUri {
  redirectUriId: string;
  environment: Environment;
  redirectUri: string;
  /** What the server of today lets in; RFC 8252 alone if it is left out. It is no part of the fact, which is never judged again. */
  policy?: RedirectUriPolicy;
}

export function addRedirectUri(
  key: ExistingKey,
  { redirectUriId, environment, redirectUri, policy }: AddRedirectUri,
): KeyEvent[] {
  livesIn(key, environment);
  acceptRedirectUri(redirectUri, policy);
  if (needsMobileApp({ environment, redirectUri }) && !key.mobileApp)
    throw new Refusal('REDIRECT_URI_NEEDS_MOBILE_APP', ['redirectUri']);
  const registered = key.redirectUris.filter((uri) => uri.environment === environment);
  if (registered.some((uri) => uri.redirectUri === redirectUri))
    throw new Refusal('REDIRECT_URI_EXISTS', ['redirectUri']);
  if (registered.length >= MAX_REDIRECT_URIS) throw new Refusal('REDIRECT_URI_LIMIT_REACHED', ['redirectUri']);
  return [{ type: 'RedirectUriAdded', data: { redirectUriId, environment, redirectUri } }];
}

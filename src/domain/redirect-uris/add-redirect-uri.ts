import type { Environment } from '../values/environment.js';
import type { KeyEvent } from '../key/facts.js';
import { livesIn } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_REDIRECT_URIS } from './refusals.js';
import { acceptRedirectUri } from './accept-redirect-uri.js';

export interface AddRedirectUri {
  redirectUriId: string;
  environment: Environment;
  redirectUri: string;
}

export function addRedirectUri(
  key: ExistingKey,
  { redirectUriId, environment, redirectUri }: AddRedirectUri,
): KeyEvent[] {
  livesIn(key, environment);
  acceptRedirectUri(redirectUri);
  const registered = key.redirectUris.filter((uri) => uri.environment === environment);
  if (registered.some((uri) => uri.redirectUri === redirectUri))
    throw new Refusal('REDIRECT_URI_EXISTS', ['redirectUri']);
  if (registered.length >= MAX_REDIRECT_URIS) throw new Refusal('REDIRECT_URI_LIMIT_REACHED', ['redirectUri']);
  return [{ type: 'RedirectUriAdded', data: { redirectUriId, environment, redirectUri } }];
}

import type { RedirectUri } from '../key/key.js';

/**
 * Only an app on somebody's device is reached in production by a private-use scheme or at a loopback address (RFC 8252 7);
 * a registered URI of any other kind is https.
 */
export const needsMobileApp = ({ environment, redirectUri }: Pick<RedirectUri, 'environment' | 'redirectUri'>) =>
  environment === 'PRODUCTION' && !/^https:/i.test(redirectUri);

import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { needsMobileApp } from '../redirect-uris/needs-mobile-app.js';
import { Refusal } from '../refusal/refusal.js';

/** Makes the key a confidential client again (RFC 6749 2.1), unless production has a redirect URI that only an app on a device has. */
export function unmarkMobileApp(key: ExistingKey): KeyEvent[] {
  if (!key.mobileApp) return [];
  if (key.redirectUris.some(needsMobileApp)) throw new Refusal('REDIRECT_URI_NEEDS_MOBILE_APP', ['integratorKeyId']);
  return [{ type: 'MobileAppUnmarked', data: {} }];
}

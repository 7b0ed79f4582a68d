import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/** Marks the key as a mobile app: a public client (RFC 6749 2.1), which cannot keep a secret and must have none. */
export function markMobileApp(key: ExistingKey): KeyEvent[] {
  if (key.mobileApp) return [];
  if (key.secrets.some(({ status }) => status !== 'REVOKED')) throw new Refusal('SECRETS_EXIST', ['integratorKeyId']);
  return [{ type: 'MobileAppMarked', data: {} }];
}

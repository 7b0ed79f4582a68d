import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { isOver } from '../credentials/usable.js';
import { Refusal } from '../refusal/refusal.js';

/** Marks the key as a mobile app: a public client (RFC 6749 2.1), which cannot keep a secret and must have none that may count. `now` is ISO 8601 UTC. */
export function markMobileApp(key: ExistingKey, { now }: { now: string }): KeyEvent[] {
  if (key.mobileApp) return [];
  if (key.secrets.some((secret) => !isOver(secret, now))) throw new Refusal('SECRETS_EXIST', ['integratorKeyId']);
  return [{ type: 'MobileAppMarked', data: {} }];
}

import type { KeyEvent } from '../key/facts.js';
import { secretOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { mayRemove } from '../credentials/usable.js';

export interface DisableSecret {
  secretId: string;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

export function disableSecret(key: ExistingKey, { secretId, allowLastUsable, now }: DisableSecret): KeyEvent[] {
  const secret = secretOf(key, secretId);
  if (secret.status === 'REVOKED') throw new Refusal('SECRET_REVOKED', ['secretId']);
  if (secret.status === 'DISABLED') return [];
  mayRemove(key, secret, now, allowLastUsable);
  return [{ type: 'SecretDisabled', data: { secretId, environment: secret.environment } }];
}

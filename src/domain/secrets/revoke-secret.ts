import type { KeyEvent } from '../key/facts.js';
import { secretOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import type { LeakSource } from './facts.js';
import { mayRemove } from '../credentials/usable.js';

export interface RevokeSecret {
  secretId: string;
  allowLastUsable: boolean;
  /** Left out of a command. */
  by?: LeakSource;
  /** ISO 8601 UTC. */
  now: string;
}

/** Revokes a secret for good. No event if it is already revoked. */
export function revokeSecret(key: ExistingKey, { secretId, allowLastUsable, by, now }: RevokeSecret): KeyEvent[] {
  const secret = secretOf(key, secretId);
  if (secret.status === 'REVOKED') return [];
  mayRemove(key, secret, now, allowLastUsable);
  return [{ type: 'SecretRevoked', data: { secretId, environment: secret.environment, by: by ?? null } }];
}

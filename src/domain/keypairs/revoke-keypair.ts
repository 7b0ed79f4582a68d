import type { KeyEvent } from '../key/facts.js';
import { keypairOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { mayRemove } from '../credentials/usable.js';

export interface RevokeKeypair {
  keypairId: string;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

/** Revokes a keypair for good. No event if it is already revoked. */
export function revokeKeypair(key: ExistingKey, { keypairId, allowLastUsable, now }: RevokeKeypair): KeyEvent[] {
  const keypair = keypairOf(key, keypairId);
  if (keypair.status === 'REVOKED') return [];
  mayRemove(key, keypair, now, allowLastUsable);
  return [{ type: 'KeypairRevoked', data: { keypairId, environment: keypair.environment } }];
}

import type { KeyEvent } from '../key/facts.js';
import { keypairOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { mayRemove } from '../credentials/usable.js';

export interface DisableKeypair {
  keypairId: string;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

export function disableKeypair(key: ExistingKey, { keypairId, allowLastUsable, now }: DisableKeypair): KeyEvent[] {
  const keypair = keypairOf(key, keypairId);
  if (keypair.status === 'REVOKED') throw new Refusal('KEYPAIR_REVOKED', ['keypairId']);
  if (keypair.status === 'DISABLED') return [];
  mayRemove(key, keypair, now, allowLastUsable);
  return [{ type: 'KeypairDisabled', data: { keypairId, environment: keypair.environment } }];
}

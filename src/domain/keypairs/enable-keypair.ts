import type { KeyEvent } from '../key/facts.js';
import { keypairOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

export function enableKeypair(key: ExistingKey, { keypairId }: { keypairId: string }): KeyEvent[] {
  const { status, environment } = keypairOf(key, keypairId);
  if (status === 'REVOKED') throw new Refusal('KEYPAIR_REVOKED', ['keypairId']);
  return status === 'ACTIVE' ? [] : [{ type: 'KeypairEnabled', data: { keypairId, environment } }];
}

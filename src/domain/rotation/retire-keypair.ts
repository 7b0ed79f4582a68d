import { mayRemove } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { keypairOf } from '../key/reach.js';
import { mayRetire } from './may-retire.js';
import { retirementEnd } from './retirement-end.js';

export interface RetireKeypair {
  keypairId: string;
  /** When it ends: ISO 8601 UTC. */
  at: string;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

/** Gives a keypair an end. No event if it has been given that very end. */
export function retireKeypair(key: ExistingKey, { keypairId, at, allowLastUsable, now }: RetireKeypair): KeyEvent[] {
  const keypair = keypairOf(key, keypairId);
  if (keypair.retirement?.retiresAt === at) return [];
  mayRetire('KEYPAIR', key.keypairs, keypair, now);
  const { environment, expiresAt } = keypair;
  const retiresAt = retirementEnd(keypair, at, now, 'at');
  mayRemove(key, keypair, retiresAt, allowLastUsable);
  const data = { keypairId, environment, retiresAt, replacedBy: null, expiresAt };
  return [{ type: 'KeypairRetirementScheduled', data }];
}

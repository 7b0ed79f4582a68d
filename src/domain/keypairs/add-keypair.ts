import type { KeyEvent } from '../key/facts.js';
import type { KeypairAdded } from './facts.js';
import { livesIn } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_KEYPAIRS } from './refusals.js';
import { labelOf } from '../values/text.js';
import { counted, validityIsAhead } from '../credentials/usable.js';

export interface AddKeypair extends KeypairAdded {
  /** ISO 8601 UTC. */
  now: string;
}

export function addKeypair(key: ExistingKey, { now, ...keypair }: AddKeypair): KeyEvent[] {
  livesIn(key, keypair.environment);
  const label = labelOf(keypair.label);
  validityIsAhead(null, keypair.expiresAt, now);
  if (counted(key.keypairs, keypair.environment, now).length >= MAX_KEYPAIRS)
    throw new Refusal('KEYPAIR_LIMIT_REACHED', ['environment']);
  // field by field: other properties of the input must not get into the log
  const { keypairId, environment, source, expiresAt } = keypair;
  const { kid, fingerprint, modulusDigest, algorithm, modulusLength, publicKeyPem } = keypair;
  const publicKey = { kid, fingerprint, modulusDigest, algorithm, modulusLength, publicKeyPem };
  return [{ type: 'KeypairAdded', data: { keypairId, environment, label, ...publicKey, source, expiresAt } }];
}

import type { KeyEvent, KeypairAdded } from './key/events.js';
import { counted, livesIn } from './key/guards.js';
import type { ExistingKey } from './key/key.js';
import { Refusal } from './refusal.js';
import { MAX_KEYPAIRS } from './rules/caps.js';
import { labelOf } from './rules/text.js';
import { validityIsAhead } from './rules/usable.js';

export interface AddKeypair extends KeypairAdded {
  /** ISO 8601 UTC. */
  now: string;
}

export function addKeypair(key: ExistingKey, { now, ...keypair }: AddKeypair): KeyEvent[] {
  livesIn(key, keypair.environment);
  const label = labelOf(keypair.label);
  validityIsAhead(null, keypair.expiresAt, now);
  if (counted(key.keypairs, keypair.environment).length >= MAX_KEYPAIRS)
    throw new Refusal('KEYPAIR_LIMIT_REACHED', ['environment']);
  // Field by field: whatever else a caller hands over never gets into the log.
  const { keypairId, environment, source, expiresAt } = keypair;
  const { kid, fingerprint, modulusDigest, algorithm, modulusLength, publicKeyPem } = keypair;
  const publicKey = { kid, fingerprint, modulusDigest, algorithm, modulusLength, publicKeyPem };
  return [{ type: 'KeypairAdded', data: { keypairId, environment, label, ...publicKey, source, expiresAt } }];
}

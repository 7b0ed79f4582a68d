import { counted } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { MAX_KEYPAIRS } from '../keypairs/refusals.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_SECRETS } from '../secrets/refusals.js';
import { isAlive } from './may-retire.js';

export interface CancelRetirement {
  /** Of a secret or of a keypair. */
  credentialId: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** Gives a retiring credential back the end that it had. No event if it is not retiring. */
export function cancelRetirement(key: ExistingKey, { credentialId, now }: CancelRetirement): KeyEvent[] {
  const secret = key.secrets.find(({ secretId }) => secretId === credentialId);
  if (secret) {
    isAlive('SECRET', secret, now);
    if (!secret.retirement) return [];
    const { environment, retirement } = secret;
    if (counted(key.secrets, environment, now).length >= MAX_SECRETS) throw new Refusal('SECRET_LIMIT_REACHED');
    const { retiresAt, expiresAt } = retirement;
    const data = { secretId: credentialId, environment, retiresAt, expiresAt };
    return [{ type: 'SecretRetirementCancelled', data }];
  }
  const keypair = key.keypairs.find(({ keypairId }) => keypairId === credentialId);
  if (!keypair) throw new Refusal('CREDENTIAL_NOT_FOUND', ['credentialId']);
  isAlive('KEYPAIR', keypair, now);
  if (!keypair.retirement) return [];
  const { environment, retirement } = keypair;
  if (counted(key.keypairs, environment, now).length >= MAX_KEYPAIRS) throw new Refusal('KEYPAIR_LIMIT_REACHED');
  const { retiresAt, expiresAt } = retirement;
  const data = { keypairId: credentialId, environment, retiresAt, expiresAt };
  return [{ type: 'KeypairRetirementCancelled', data }];
}

import type { Credential, Retirement } from '../credentials/credential.js';
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

const most = { SECRET: MAX_SECRETS, KEYPAIR: MAX_KEYPAIRS } as const;

/** Gives a retiring credential back the end that it had. No event if it is not retiring. */
export function cancelRetirement(key: ExistingKey, { credentialId, now }: CancelRetirement): KeyEvent[] {
  const secret = key.secrets.find(({ secretId }) => secretId === credentialId);
  if (secret) {
    const retirement = cancellable('SECRET', key.secrets, secret, now);
    if (!retirement) return [];
    const data = { secretId: credentialId, environment: secret.environment, ...endsOf(retirement) };
    return [{ type: 'SecretRetirementCancelled', data }];
  }
  const keypair = key.keypairs.find(({ keypairId }) => keypairId === credentialId);
  if (!keypair) throw new Refusal('CREDENTIAL_NOT_FOUND', ['credentialId']);
  const retirement = cancellable('KEYPAIR', key.keypairs, keypair, now);
  if (!retirement) return [];
  const data = { keypairId: credentialId, environment: keypair.environment, ...endsOf(retirement) };
  return [{ type: 'KeypairRetirementCancelled', data }];
}

/** The retirement, if there is one that has not taken effect, and room for the credential among `all` of its kind. */
function cancellable(kind: keyof typeof most, all: readonly Credential[], credential: Credential, now: string) {
  isAlive(kind, credential, now);
  const { retirement, environment } = credential;
  if (retirement && counted(all, environment, now).length >= most[kind]) throw new Refusal(`${kind}_LIMIT_REACHED`);
  return retirement;
}

const endsOf = ({ retiresAt, expiresAt }: Retirement) => ({ retiresAt, expiresAt });

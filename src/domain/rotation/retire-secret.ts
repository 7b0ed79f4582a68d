import { mayRemove } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { secretOf } from '../key/reach.js';
import { mayRetire } from './may-retire.js';
import { retirementEnd } from './retirement-end.js';

export interface RetireSecret {
  secretId: string;
  /** When it ends: ISO 8601 UTC. */
  at: string;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

/** Gives a secret an end. No event if it has been given that very end. */
export function retireSecret(key: ExistingKey, { secretId, at, allowLastUsable, now }: RetireSecret): KeyEvent[] {
  const secret = secretOf(key, secretId);
  if (secret.retirement?.retiresAt === at) return [];
  mayRetire('SECRET', key.secrets, secret, now);
  const { environment, expiresAt } = secret;
  const retiresAt = retirementEnd(secret, at, now, 'at');
  mayRemove(key, secret, retiresAt, allowLastUsable);
  const data = { secretId, environment, retiresAt, replacedBy: null, expiresAt };
  return [{ type: 'SecretRetirementScheduled', data }];
}

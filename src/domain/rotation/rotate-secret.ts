import { mayRemove } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import { evolve, type ExistingKey } from '../key/key.js';
import { secretOf } from '../key/reach.js';
import { addSecret, type AddSecret } from '../secrets/add-secret.js';
import { mayRetire } from './may-retire.js';
import { endAfterOverlap, type Overlap } from './retirement-end.js';

/** What takes the place of a secret: in the environment of the old one, and with its label where none is given. */
export type NewSecret = Omit<AddSecret, 'environment' | 'label'> & { label?: string | null | undefined };

export interface RotateSecret extends Overlap {
  /** The old one. */
  secretId: string;
  secret: NewSecret;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

/** Adds a secret and gives the old one its end, as far ahead as the overlap says. */
export function rotateSecret(
  key: ExistingKey,
  { secretId, secret, allowLastUsable, now, ...of }: RotateSecret,
): KeyEvent[] {
  const old = secretOf(key, secretId);
  mayRetire('SECRET', key.secrets, old, now);
  const { environment, expiresAt } = old;
  const retiresAt = endAfterOverlap(old, of, now);
  const data = { secretId, environment, retiresAt, replacedBy: secret.secretId, expiresAt };
  const retired = { type: 'SecretRetirementScheduled', data } as const;
  // the old one does not count against the cap any more
  const { label = old.label } = secret;
  const added = addSecret(evolve(key, retired) as ExistingKey, { ...secret, label, environment });
  mayRemove(added.reduce(evolve, key) as ExistingKey, old, retiresAt, allowLastUsable);
  return [...added, retired];
}

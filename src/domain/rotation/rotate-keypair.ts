import { mayRemove } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import { evolve, type ExistingKey } from '../key/key.js';
import { keypairOf } from '../key/reach.js';
import { addKeypair, type AddKeypair } from '../keypairs/add-keypair.js';
import { mayRetire } from './may-retire.js';
import { endAfterOverlap, type Overlap } from './retirement-end.js';

/** What takes the place of a keypair: in the environment of the old one, and with its label where none is given. */
export type NewKeypair = Omit<AddKeypair, 'environment' | 'label'> & { label?: string | null | undefined };

export interface RotateKeypair extends Overlap {
  /** The old one. */
  keypairId: string;
  keypair: NewKeypair;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

/** Adds a keypair and gives the old one its end, as far ahead as the overlap says. */
export function rotateKeypair(
  key: ExistingKey,
  { keypairId, keypair, allowLastUsable, now, ...of }: RotateKeypair,
): KeyEvent[] {
  const old = keypairOf(key, keypairId);
  mayRetire('KEYPAIR', key.keypairs, old, now);
  const { environment, expiresAt } = old;
  const retiresAt = endAfterOverlap(old, of, now);
  const data = { keypairId, environment, retiresAt, replacedBy: keypair.keypairId, expiresAt };
  const retired = { type: 'KeypairRetirementScheduled', data } as const;
  // the old one does not count against the cap any more
  const { label = old.label } = keypair;
  const added = addKeypair(evolve(key, retired) as ExistingKey, { ...keypair, label, environment });
  mayRemove(added.reduce(evolve, key) as ExistingKey, old, retiresAt, allowLastUsable);
  return [...added, retired];
}

import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { keypairOf } from '../key/reach.js';
import { labelOf } from '../values/text.js';

export interface RelabelKeypair {
  keypairId: string;
  /** Null takes the label away. */
  label: string | null;
}

/** Gives a keypair another name for people, also one that has ended. No event if it has that name. */
export function relabelKeypair(key: ExistingKey, { keypairId, ...wanted }: RelabelKeypair): KeyEvent[] {
  const keypair = keypairOf(key, keypairId);
  const label = labelOf(wanted.label);
  if (label === keypair.label) return [];
  return [{ type: 'KeypairRelabelled', data: { keypairId, environment: keypair.environment, label } }];
}

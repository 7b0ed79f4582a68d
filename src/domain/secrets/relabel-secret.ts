import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { secretOf } from '../key/reach.js';
import { labelOf } from '../values/text.js';

export interface RelabelSecret {
  secretId: string;
  /** Null takes the label away. */
  label: string | null;
}

/** Gives a secret another name for people, also one that has ended. No event if it has that name. */
export function relabelSecret(key: ExistingKey, { secretId, ...wanted }: RelabelSecret): KeyEvent[] {
  const secret = secretOf(key, secretId);
  const label = labelOf(wanted.label);
  if (label === secret.label) return [];
  return [{ type: 'SecretRelabelled', data: { secretId, environment: secret.environment, label } }];
}

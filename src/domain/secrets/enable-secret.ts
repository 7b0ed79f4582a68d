import type { KeyEvent } from '../key/facts.js';
import { secretOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

export function enableSecret(key: ExistingKey, { secretId }: { secretId: string }): KeyEvent[] {
  const { status, environment } = secretOf(key, secretId);
  if (status === 'REVOKED') throw new Refusal('SECRET_REVOKED', ['secretId']);
  return status === 'ACTIVE' ? [] : [{ type: 'SecretEnabled', data: { secretId, environment } }];
}

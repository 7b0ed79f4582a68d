import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/**
 * Deletes the key for good; its history stays, and `notDeleted` refuses every later change. A key that is in use is deleted only
 * with its name: applications may sign in with it at this moment.
 */
export function deleteIntegratorKey(key: ExistingKey, { confirmName }: { confirmName: string | null }): KeyEvent[] {
  if (key.status === 'ACTIVE' && confirmName !== key.name) throw new Refusal('KEY_IN_USE', ['confirmName']);
  return [{ type: 'KeyDeleted', data: {} }];
}

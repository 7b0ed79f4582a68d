import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';

/** Deletes the key for good. Its history stays; `notDeleted` refuses every later change. */
export const deleteIntegratorKey = (_key: ExistingKey): KeyEvent[] => [{ type: 'KeyDeleted', data: {} }];

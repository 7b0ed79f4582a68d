import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';

/** For good. The history stays; `notDeleted` keeps every later change away. */
export const deleteIntegratorKey = (_key: ExistingKey): KeyEvent[] => [{ type: 'KeyDeleted', data: {} }];

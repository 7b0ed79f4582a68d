import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';

/** Disables the key: no redirect URI of it matches and no secret is valid until it is enabled again. */
export const disableIntegratorKey = (key: ExistingKey): KeyEvent[] =>
  key.status === 'DISABLED' ? [] : [{ type: 'KeyDisabled', data: {} }];

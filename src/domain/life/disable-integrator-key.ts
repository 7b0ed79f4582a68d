import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';

/** From then on no redirect URI matches and no secret counts, until it is enabled again. */
export const disableIntegratorKey = (key: ExistingKey): KeyEvent[] =>
  key.status === 'DISABLED' ? [] : [{ type: 'KeyDisabled', data: {} }];

import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';

export const enableIntegratorKey = (key: ExistingKey): KeyEvent[] =>
  key.status === 'ACTIVE' ? [] : [{ type: 'KeyEnabled', data: {} }];

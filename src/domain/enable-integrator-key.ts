import type { KeyEvent } from './key/events.js';
import type { ExistingKey } from './key/key.js';

export const enableIntegratorKey = (key: ExistingKey): KeyEvent[] =>
  key.status === 'ACTIVE' ? [] : [{ type: 'KeyEnabled', data: {} }];

import type { KeyEvent } from './key/events.js';
import type { ExistingKey } from './key/key.js';

export const unmarkMobileApp = (key: ExistingKey): KeyEvent[] =>
  key.mobileApp ? [{ type: 'MobileAppUnmarked', data: {} }] : [];

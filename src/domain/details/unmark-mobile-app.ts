import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';

export const unmarkMobileApp = (key: ExistingKey): KeyEvent[] =>
  key.mobileApp ? [{ type: 'MobileAppUnmarked', data: {} }] : [];

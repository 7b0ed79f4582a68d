import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { isLive } from './is-live.js';

/** What was suspended counts again, with all that was added and taken away meanwhile. */
export function resumeProduction(key: ExistingKey): KeyEvent[] {
  isLive(key);
  return key.goLive.production === 'LIVE' ? [] : [{ type: 'ProductionResumed', data: {} }];
}

import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { isLive } from './is-live.js';
import { suspensionReasonOf } from './texts.js';

/** Production stops counting at once, and demo goes on. */
export function suspendProduction(key: ExistingKey, command: { reason: string | null }): KeyEvent[] {
  isLive(key);
  const reason = suspensionReasonOf(command.reason);
  return key.goLive.production === 'SUSPENDED' ? [] : [{ type: 'ProductionSuspended', data: { reason } }];
}

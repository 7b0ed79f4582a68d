import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { openRequestOf } from './open-request.js';
import { reasonsOf } from '../values/text.js';

/** Declines a request, for reasons that the owner sees. Also one that is stale or has expired. */
export function declineGoLive(
  key: ExistingKey,
  { requestId, reasons }: { requestId: string; reasons: readonly string[] },
): KeyEvent[] {
  openRequestOf(key, requestId);
  return [{ type: 'GoLiveDeclined', data: { requestId, reasons: reasonsOf(reasons) } }];
}

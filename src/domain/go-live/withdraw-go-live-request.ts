import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { openRequestOf } from './open-request.js';

/** Takes a request back before it is decided; also one that is stale or has expired. */
export function withdrawGoLiveRequest(key: ExistingKey, { requestId }: { requestId: string }): KeyEvent[] {
  openRequestOf(key, requestId);
  return [{ type: 'GoLiveRequestWithdrawn', data: { requestId } }];
}

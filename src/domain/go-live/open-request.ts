import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import type { GoLiveRequest } from './go-live.js';

/** A request that nothing has ended yet, whatever the clock says. */
export function openRequestOf({ goLive }: ExistingKey, requestId: string): GoLiveRequest {
  const request = goLive.requests.find((one) => one.requestId === requestId);
  if (!request) throw new Refusal('GO_LIVE_REQUEST_NOT_FOUND', ['requestId']);
  if (request.ended !== null) throw new Refusal('GO_LIVE_NOT_OPEN', ['requestId']);
  return request;
}

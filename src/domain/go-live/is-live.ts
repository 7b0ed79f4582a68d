import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/** Refuses what needs a key that has gone live; one that is suspended has. */
export function isLive({ goLive }: ExistingKey): void {
  if (goLive.production === 'NONE') throw new Refusal('KEY_NOT_LIVE', ['integratorKeyId']);
}

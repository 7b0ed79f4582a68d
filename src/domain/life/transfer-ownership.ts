import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { ownerOf } from '../values/text.js';

/** The new owner is an actor id, not looked up: the directory of people is elsewhere. */
export function transferOwnership(key: ExistingKey, { newOwner }: { newOwner: string }): KeyEvent[] {
  const to = ownerOf(newOwner);
  return to === key.owner ? [] : [{ type: 'OwnershipTransferred', data: { from: key.owner, to } }];
}

import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { ownerOf } from '../values/text.js';

/** Gives the key another owner. Keyledger has no directory of people, so it does not check that the actor exists. */
export function transferOwnership(key: ExistingKey, { newOwner }: { newOwner: string }): KeyEvent[] {
  const to = ownerOf(newOwner);
  return to === key.owner ? [] : [{ type: 'OwnershipTransferred', data: { from: key.owner, to } }];
}

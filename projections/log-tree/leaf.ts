import type { Position } from '../../src/app/log/event-store.js';
import type { Hash } from '../../src/app/proof/tree.js';

/** A leaf of the tree, and where the event that it is of lies in the log. */
export interface Leaf {
  hash: Hash;
  /** Of the event. */
  id: string;
  position: Position;
}

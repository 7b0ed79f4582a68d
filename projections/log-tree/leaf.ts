import type { Position } from '../../src/app/log/event-store.js';

/** A leaf of the tree, and where the event that it is of lies in the log. */
export interface Leaf {
  /** `leafHashText`. */
  hash: string;
  /** Of the event. */
  id: string;
  position: Position;
}

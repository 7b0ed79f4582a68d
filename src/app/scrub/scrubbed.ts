import type { Position } from '../log/event-store.js';

/** How far the scrub has come. */
export interface Scrubbed {
  /** Read and compared since the start; each once in a pass. */
  events: number;
  /** Every event up to here has been read and compared since the start. Null before the first; it never goes back. */
  verifiedUpTo: Position | null;
  /** When the last pass ended that has read the whole log and its files; ISO 8601. Null before the first. */
  lastWholePass: string | null;
}

/** For a log that is not scrubbed. */
export const neverScrubbed = (): Scrubbed => ({ events: 0, verifiedUpTo: null, lastWholePass: null });

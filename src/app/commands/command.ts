import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { Position } from '../log/event-store.js';

/** What every command may say beside its own fields. */
export interface Command {
  integratorKeyId: string;
  /** The revision the caller has seen; somebody else's change since is a conflict and not a retry. */
  expectedRevision?: number | null | undefined;
  reason?: string | null | undefined;
}

export interface Outcome {
  /** The key's whole life up to what was just decided: answers are folded from it. */
  history: RecordedKeyEvent[];
  /** Where the last event of this command lies; null when there was nothing to do. */
  position: Position | null;
  /** When it was decided: ISO 8601 UTC with milliseconds. */
  at: string;
}

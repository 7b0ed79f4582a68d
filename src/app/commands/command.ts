import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { Position } from '../log/event-store.js';

/** The fields that every command has beside its own. */
export interface CircumstancesOfCommand {
  /** The revision the caller has seen; a change by another caller since then is a conflict, not a retry. */
  expectedRevision?: number | null | undefined;
  reason?: string | null | undefined;
}

/** A command on a key. */
export interface Command extends CircumstancesOfCommand {
  integratorKeyId: string;
}

/** A command on a key that may be the application of an approved proposal. */
export interface Change extends Command {
  /** The proposal: the events name it, and may widen production. */
  applies?: string;
}

export type Outcome = OutcomeOf<RecordedKeyEvent>;

export interface OutcomeOf<Event> {
  /** All events of the stream up to the ones just decided: the answer is folded from them. */
  history: Event[];
  /** Position of the last event of this command; null when there was nothing to do. */
  position: Position | null;
  /** When it was decided: ISO 8601 UTC with milliseconds. */
  at: string;
}

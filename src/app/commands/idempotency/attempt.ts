import type { Recorded } from '../../../domain/key/recorded.js';
import type { OutcomeOf } from '../command.js';

/** A command that may be a retry, as `handle` needs it. */
export interface Attempt {
  /** Equal in every try: events in the log with this id come from an earlier try. */
  commandId: string;
  /** Ids of the events, the same in each try and each time they are asked for. */
  eventIds(): () => string;
  /** An earlier try found nothing to do, at this revision. */
  unchanged: Unchanged | undefined;
  /** An earlier try reached its append: this one uses again what that one minted. */
  isRetry: boolean;
  /** Makes sure, before the append, that a later try finds what was minted. */
  beforeAppend(): Promise<void>;
  /** Makes sure that a later try finds nothing to do either. */
  recordUnchanged(unchanged: Unchanged): Promise<void>;
}

export interface Unchanged {
  revision: number;
  /** ISO 8601 UTC with milliseconds. */
  at: string;
}

/** How an earlier try ended, read from the history of the stream: as of then, whatever has happened since. */
export function endedEarlier<Event extends Recorded<unknown>>(
  { commandId, unchanged }: Attempt,
  history: Event[],
): OutcomeOf<Event> | undefined {
  if (unchanged) return { history: history.slice(0, unchanged.revision + 1), position: null, at: unchanged.at };
  const last = history.findLast(({ metadata }) => metadata.commandId === commandId);
  if (!last) return undefined;
  return { history: history.slice(0, last.revision + 1), position: last.position, at: last.metadata.recordedAt };
}

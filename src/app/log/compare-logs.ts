import type { Position, StoredEvent } from './event-store.js';
import type { LogReader } from './log-reader.js';

/** One log is not the beginning of the other. Names stream and revision of the first event that differs, and quotes none of its content. */
export class LogsDiffer extends Error {
  override name = 'LogsDiffer';
  constructor(
    readonly at: { stream: string; revision: number },
    how: string,
  ) {
    super(`${how}: event ${at.revision} of ${at.stream}. The target has to be the beginning of the source.`);
  }
}

export interface Matched {
  /** Number of events that both logs have: all events of the target. */
  events: number;
  /** Position, in the source, of the last event that both logs have. */
  position: Position | undefined;
}

/** Reads both logs side by side. Throws `LogsDiffer` unless all of the target is the beginning of the source, event for event. */
export async function compareLogs(
  from: LogReader,
  to: LogReader,
  onProgress: (events: number) => void,
): Promise<Matched> {
  const source = eventsOf(from);
  const matched: Matched = { events: 0, position: undefined };
  try {
    for await (const theirs of eventsOf(to)) {
      const next = await source.next();
      if (next.done) throw new LogsDiffer(theirs, 'The target goes on where the source ends');
      if (textOf(theirs) !== textOf(next.value))
        throw new LogsDiffer(theirs, 'The target has another event there than the source');
      matched.events += 1;
      matched.position = next.value.position;
      onProgress(matched.events);
    }
  } finally {
    await source.return();
  }
  return matched;
}

async function* eventsOf(log: LogReader): AsyncGenerator<StoredEvent, void> {
  for await (const events of log.readAll()) yield* events;
}

/** Every field but the position, which each store assigns itself. */
const textOf = ({ stream, revision, id, type, data, metadata }: StoredEvent) =>
  JSON.stringify([stream, revision, id, type, data, metadata]);

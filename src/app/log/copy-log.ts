import { appendsOf } from './group-appends.js';
import { compareLogs } from './compare-logs.js';
import { NO_STREAM, RevisionConflict, type EventStore, type StoredEvent } from './event-store.js';
import type { LogReader } from './log-reader.js';

export interface Copying {
  from: LogReader;
  to: EventStore;
  /**
   * Number of appends that the target gets at once. More than one only for a target that writes them in order, and all or
   * none: a log with a gap would not be a beginning of the source.
   */
  together?: number;
  /** Called with the number of events of the target that were compared with the source, or copied into it. Often: after every event. */
  onProgress?: (done: 'compared' | 'copied', events: number) => void;
}

export interface Copied {
  /** Events that the target had before this run. */
  there: number;
  /** Events that this run has added. */
  copied: number;
}

/** The target does not accept an event, or another process writes to it. */
export class CannotCopy extends Error {
  override name = 'CannotCopy';
}

/**
 * Copies the source into the target up to the end of the source: ids, data, order, and each append in one piece. The events
 * of the target must be the beginning of the source; both logs are compared again at the end. A run that was stopped at any
 * moment is continued by the next run. Rejects with `LogsDiffer`, `CannotCopy`, or an error of a store.
 */
export async function copyLog({ from, to, together = 1, onProgress = () => undefined }: Copying): Promise<Copied> {
  const compared = (events: number) => onProgress('compared', events);
  const { events: there, position } = await compareLogs(from, to, compared);
  let copied = 0;
  for await (const appends of inLots(appendsOf(from.readAll(position)), together)) {
    const outcomes = await Promise.allSettled(appends.map((append) => appendTo(to, append))); // settled, so that no append is pending after a failure
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    copied += appends.flat().length;
    onProgress('copied', there + copied);
  }
  const { events } = await compareLogs(from, to, compared);
  if (events !== there + copied) throw new CannotCopy('The target has not kept all that was copied to it.');
  return { there, copied };
}

async function appendTo(to: EventStore, events: readonly StoredEvent[]): Promise<void> {
  const [first] = events;
  if (!first) return;
  const expected = first.revision === 0 ? NO_STREAM : first.revision - 1;
  const given = events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  await to.append(first.stream, expected, given).catch((error: unknown) => {
    const location = `event ${first.revision} of ${first.stream}`;
    if (error instanceof RevisionConflict)
      throw new CannotCopy(`Somebody else writes to the target: it is not where the source was before ${location}.`);
    if (error instanceof TypeError || error instanceof RangeError)
      throw new CannotCopy(`The target does not take ${location}, or one of its command: ${error.message}`);
    throw error;
  });
}

async function* inLots<Value>(values: AsyncIterable<Value>, size: number): AsyncGenerator<Value[], void> {
  let lot: Value[] = [];
  for await (const value of values) {
    lot.push(value);
    if (lot.length < size) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

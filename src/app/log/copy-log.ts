import { appendsOf } from './group-appends.js';
import { compareLogs } from './compare-logs.js';
import { NO_STREAM, RevisionConflict, type EventStore, type StoredEvent } from './event-store.js';
import type { LogReader } from './log-reader.js';

export interface Copying {
  from: LogReader;
  to: EventStore;
  /**
   * Appends that the target is asked for in one turn. More than one only where those are written in that order, and all
   * or none: a log with a hole in it would be no beginning of the source.
   */
  together?: number;
  /** Told how many events of the target have been compared with the source's, or are in it. Often: after every one. */
  onProgress?: (done: 'compared' | 'copied', events: number) => void;
}

export interface Copied {
  /** Events that were in the target before. */
  there: number;
  /** Events that this run has added. */
  copied: number;
}

/** The target cannot hold an event, or somebody else writes to it. */
export class CannotCopy extends Error {
  override name = 'CannotCopy';
}

/**
 * Brings the target to where the source ends, as it was written: ids, data, order, and each append in one piece. What is
 * in the target has to be the beginning of the source; in the end both are compared once more. Stopped at any moment, it
 * goes on when it is run again. Rejects with `LogsDiffer`, `CannotCopy`, or what the stores reject with.
 */
export async function copyLog({ from, to, together = 1, onProgress = () => undefined }: Copying): Promise<Copied> {
  const compared = (events: number) => onProgress('compared', events);
  const { events: there, position } = await compareLogs(from, to, compared);
  let copied = 0;
  for await (const appends of inLots(appendsOf(from.readAll(position)), together)) {
    const outcomes = await Promise.allSettled(appends.map((append) => appendTo(to, append))); // nothing is under way after a failure
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

import { appendsOf } from './group-appends.js';
import { compareLogs } from './compare-logs.js';
import { appendLot } from './append-lot.js';
import { CannotCopy } from './cannot-copy.js';
import type { EventStore } from './event-store.js';
import type { LogReader } from './log-reader.js';

export interface Copying {
  from: LogReader;
  to: EventStore;
  /**
   * Number of appends that the target gets at once. More than one only for a target that has `appendInOrder`, or whose
   * `append` writes those of one turn in order, and all or none: a log with a gap would not be a beginning of the source.
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

/**
 * Copies the source into the target up to the end of the source: ids, data, order, and each append in one piece. The events
 * of the target must be the beginning of the source; both logs are compared again at the end. A run that was stopped at any
 * moment is continued by the next run. Rejects with `LogsDiffer`, `CannotCopy`, or an error of a store.
 */
export async function copyLog({ from, to, together = 1, onProgress = () => undefined }: Copying): Promise<Copied> {
  const compared = (events: number) => onProgress('compared', events);
  const { events: there, position } = await compareLogs(from, to, compared);
  let [copied, end] = [0, await to.head()];
  for await (const appends of inLots(appendsOf(from.readAll(position)), together)) {
    end = await appendLot(to, appends, end);
    copied += appends.flat().length;
    onProgress('copied', there + copied);
  }
  const { events } = await compareLogs(from, to, compared);
  if (events !== there + copied) throw new CannotCopy('The target has not kept all that was copied to it.');
  return { there, copied };
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

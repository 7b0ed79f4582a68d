import type { Delivery, Position } from '../log/event-store.js';
import type { LogReader } from '../log/log-reader.js';
import type { Views } from './views.js';
import { writeBatches } from './write-batches.js';

export interface Rebuilt {
  events: number;
  /** Of the last event; undefined for an empty log. */
  position: Position | undefined;
}

/** Fills empty views from the whole log, in transactions as large as those of a server that catches up. */
export async function rebuildViews(
  log: LogReader,
  views: Views,
  onProgress: (events: number) => void = () => undefined,
): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { events: 0, position: undefined };

  async function* deliveries(): AsyncGenerator<Delivery, void> {
    for await (const events of log.readAll()) {
      yield { events, caughtUp: false };
      rebuilt.events += events.length;
      onProgress(rebuilt.events);
    }
  }

  await writeBatches(deliveries(), {
    isLive: () => false,
    views,
    onWritten: (upTo) => void (rebuilt.position = upTo),
  });
  return rebuilt;
}

import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { decode } from '../log/decode.js';
import type { Delivery, Position } from '../log/event-store.js';
import type { Views } from './views.js';

/** Events of one transaction until the end of the log: the row of a key with many events is written once. */
const BATCH_EVENTS = 50_000;

export interface BatchWriter {
  /** Whether the end of the log was reached. From then on each delivery is a transaction. */
  isLive: () => boolean;
  views: Pick<Views, 'apply' | 'catchUp' | 'saveReached'>;
  /** Called after each transaction with the last written position (undefined for an empty log) and whether the end of the log was reached. */
  onWritten: (upTo: Position | undefined, toTheEnd: boolean) => void;
}

/** Writes the deliveries into the views, transaction after transaction. Resolves when all of them are written. */
export async function writeBatches(deliveries: AsyncIterable<Delivery>, writer: BatchWriter): Promise<void> {
  const rest = deliveries[Symbol.asyncIterator]();
  /** How far the deliveries have come. `reached` is beyond the last event. */
  const seen: { upTo?: Position | undefined; reached?: Position | undefined; toTheEnd: boolean } = { toTheEnd: false };

  function eventsOf(delivery: Delivery): readonly RecordedKeyEvent[] {
    const { events, caughtUp, reached = events.length > 0 ? undefined : seen.reached } = delivery;
    const upTo = reached ?? events.at(-1)?.position ?? seen.upTo;
    Object.assign(seen, { upTo, reached, toTheEnd: caughtUp });
    return events.map(decode);
  }

  /** Yields the events of a batch as they are read, so that memory never holds all of them. */
  async function* batch(first: Delivery): AsyncGenerator<readonly RecordedKeyEvent[], void> {
    let size = 0;
    for (let delivery: Delivery | undefined = first; delivery;) {
      const events = eventsOf(delivery);
      if (events.length > 0) yield events;
      size += events.length;
      if (delivery.caughtUp || size >= BATCH_EVENTS) return;
      const next: IteratorResult<Delivery, unknown> = await rest.next();
      delivery = next.done ? undefined : next.value;
    }
  }

  try {
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      if (writer.isLive()) writer.views.apply(eventsOf(next.value));
      else await writer.views.catchUp(batch(next.value));
      const { upTo, reached, toTheEnd } = seen;
      if (reached !== undefined) writer.views.saveReached(reached);
      writer.onWritten(upTo, toTheEnd);
    }
  } finally {
    await rest.return?.();
  }
}

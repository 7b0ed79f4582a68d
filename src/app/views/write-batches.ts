import { isOfAudit, logEventsIn, type LogEvent } from '../log/decode.js';
import type { Delivery, Position, SeenEvent } from '../log/event-store.js';
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

/** How far the deliveries have come. */
interface Seen {
  upTo?: Position | undefined;
  /** Beyond the last event that concerns the views. */
  reached?: Position | undefined;
  /** The last event, when it concerns no view. */
  passed?: SeenEvent | undefined;
  toTheEnd: boolean;
}

/** Writes the deliveries into the views, transaction after transaction. Resolves when all of them are written. */
export async function writeBatches(deliveries: AsyncIterable<Delivery>, writer: BatchWriter): Promise<void> {
  const rest = deliveries[Symbol.asyncIterator]();
  const seen: Seen = { toTheEnd: false };

  function eventsOf(delivery: Delivery): readonly LogEvent[] {
    const { events, caughtUp } = delivery;
    const last = events.at(-1);
    if (last) seen.passed = isOfAudit(last) ? last : undefined;
    const reached = delivery.reached ?? (last ? seen.passed?.position : seen.reached);
    const upTo = reached ?? last?.position ?? seen.upTo;
    Object.assign(seen, { upTo, reached, toTheEnd: caughtUp });
    return logEventsIn(events);
  }

  /** Yields the events of a batch as they are read, so that memory never holds all of them. */
  async function* batch(first: Delivery): AsyncGenerator<readonly LogEvent[], void> {
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
      const { upTo, reached, passed, toTheEnd } = seen;
      if (reached !== undefined) writer.views.saveReached(reached, passed);
      writer.onWritten(upTo, toTheEnd);
    }
  } finally {
    await rest.return?.();
  }
}

import type { RecordedKeyEvent } from '../domain/key/recorded.js';
import { decode } from './decode.js';
import type { Delivery } from './event-store.js';
import type { Views } from './views.js';

/** Events that share a transaction until the end of the log is reached: a key that many of them are of is written once. */
const BATCH = 50_000;

export interface BatchWriter {
  /** Is the end of the log behind us? Then events are written as they come. */
  isLive: () => boolean;
  views: Pick<Views, 'apply' | 'catchUp'>;
  /** Told after each transaction: the events written last in it, and whether nothing more was in the log. */
  onWritten: (events: readonly RecordedKeyEvent[], toTheEnd: boolean) => void;
}

/** Writes what is delivered, transaction after transaction. Ends with the deliveries, all of them written. */
export async function writeBatches(deliveries: AsyncIterable<Delivery>, writer: BatchWriter): Promise<void> {
  const rest = deliveries[Symbol.asyncIterator]();
  let last: RecordedKeyEvent[] = [];
  let toTheEnd = false;

  /** As they are read: nobody holds all the events of a batch. */
  async function* batch(first: Delivery): AsyncGenerator<readonly RecordedKeyEvent[], void> {
    let size = 0;
    for (let delivery: Delivery | undefined = first; delivery;) {
      const { events, caughtUp } = delivery;
      toTheEnd = caughtUp;
      if (events.length > 0) yield (last = events.map(decode));
      size += events.length;
      if (caughtUp || size >= BATCH) return;
      const next: IteratorResult<Delivery, unknown> = await rest.next();
      delivery = next.done ? undefined : next.value;
    }
  }

  try {
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      if (writer.isLive()) {
        toTheEnd = next.value.caughtUp;
        writer.views.apply((last = next.value.events.map(decode)));
      } else await writer.views.catchUp(batch(next.value));
      writer.onWritten(last, toTheEnd);
    }
  } finally {
    await rest.return?.();
  }
}

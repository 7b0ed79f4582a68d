import type { RecordedKeyEvent } from '../domain/key/recorded.js';
import { decode } from './decode.js';
import type { Delivery } from './event-store.js';

/** Events that share a transaction until the end of the log is reached: a key that many of them are of is written once. */
const BATCH = 20_000;

export interface BatchWriter {
  /** Is the end of the log behind us? Then events are written as they come. */
  isLive: () => boolean;
  write: (batch: readonly RecordedKeyEvent[], toTheEnd: boolean) => Promise<void>;
}

/** Writes what is delivered, batch after batch; the next one is read meanwhile. Ends with the deliveries, all of them written. */
export async function writeBatches(deliveries: AsyncIterable<Delivery>, { isLive, write }: BatchWriter): Promise<void> {
  let batch: RecordedKeyEvent[] = [];
  let writing = Promise.resolve();
  try {
    for await (const { events, caughtUp } of deliveries) {
      batch.push(...events.map(decode));
      if (!isLive() && !caughtUp && batch.length < BATCH) continue;
      await writing;
      writing = write(batch, caughtUp);
      writing.catch(() => undefined); // thrown where it is awaited
      if (caughtUp) await writing;
      batch = [];
    }
  } finally {
    await writing;
  }
}

import type { Readable } from 'node:stream';

/** A read or a subscription of the client's. */
export interface Call extends AsyncIterable<unknown> {
  destroy(error?: Error): unknown;
  cancel?: () => Promise<void>;
  unsubscribe?: () => Promise<void>;
}

/**
 * Returns what ends a call for good, as leaving a loop over it does not: the call is cancelled, and what has already come
 * is let run out, without which the client would never be done with it. From now on its errors without anybody who
 * iterates over it no longer end the process.
 */
export function cancellation(call: Call): () => void {
  let [source, cancelled]: [Readable | undefined, boolean] = [undefined, false];
  const stream = call as unknown as Readable; // it is one, whose type says less
  stream.on('error', () => undefined);
  stream.once('pipe', (from: Readable) => {
    source = from;
    if (cancelled) source.resume();
  });
  return () => {
    cancelled = true;
    void (call.unsubscribe ?? call.cancel)?.call(call).catch(() => undefined);
    stream.destroy();
    setImmediate(() => source?.resume()); // not before the stream has let go of it
  };
}

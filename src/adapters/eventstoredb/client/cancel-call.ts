import type { Readable } from 'node:stream';

/** A read or a subscription of the client's. */
export interface Call extends AsyncIterable<unknown> {
  destroy(error?: Error): unknown;
  cancel?: () => Promise<void>;
  unsubscribe?: () => Promise<void>;
}

/**
 * Returns a function that cancels the call. Breaking out of `for await` does not. Buffered messages are drained, or the
 * client never finishes. From now on, errors of the call do not end the process while no loop reads it.
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

/**
 * The client (6.2.1) throws from handlers of its own: at a second answer to one append, and at a late one after its
 * stream had failed; and it rejects a promise that nobody can hold when a stream fails under back-pressure. Uncaught,
 * each ends the process. Exceptions from the client's own code are reported to the listeners; all others crash the
 * process as usual.
 */
const listeners = new Set<() => void>();

/** Calls `listener` for each uncatchable exception of the client, until the returned function is called. */
export function swallowClientCrashes(listener: () => void): () => void {
  if (listeners.size === 0) process.setUncaughtExceptionCaptureCallback(capture);
  listeners.add(listener);
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) process.setUncaughtExceptionCaptureCallback(null);
  };
}

function capture(error: unknown): void {
  if (isOfClient(error)) for (const listener of [...listeners]) listener();
  else if (process.listenerCount('uncaughtException') > 0)
    process.listeners('uncaughtException').forEach((handle) => handle(error as Error, 'uncaughtException'));
  else {
    process.setUncaughtExceptionCaptureCallback(null);
    process.nextTick(() => {
      throw error;
    });
  }
}

const CLIENT = /[\\/]node_modules[\\/]@eventstore[\\/]db-client[\\/]/;
const TRANSPORT = /[\\/]node_modules[\\/]@grpc[\\/]grpc-js[\\/]/;

/** Thrown by the client's own code, or by its transport when the client had called it: the innermost frame in a file says. */
export function isOfClient(error: unknown): boolean {
  const stack = String((Object(error) as { stack?: unknown }).stack);
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at .*[\\/].*:\d+:\d+\)?$/.test(line) && !line.includes('node:'));
  const innermost = frames[0] ?? '';
  return CLIENT.test(innermost) || (TRANSPORT.test(innermost) && CLIENT.test(stack));
}

import { StoreUnavailable } from '../../../app/log/event-store.js';
import type { Client, Connection } from '../client/connection.js';
import { faultOf } from '../client/faults.js';
import { retryUntil } from '../client/retry-until.js';
import { TimedOut } from '../client/timeout.js';

/** Retries reads, and other calls that are safe to repeat, for at most `boundMs` milliseconds. */
export function reads(connection: Connection, boundMs: number, fault = 'The event store cannot be read now.') {
  return <Result>(read: (client: Client, leftMs: number) => Promise<Result>, refuse?: (error: unknown) => void) =>
    retryUntil(
      boundMs,
      async (leftMs) => {
        const client = connection.client();
        const since = performance.now();
        try {
          const result = await read(client, leftMs);
          if (client !== connection.client()) throw new TimedOut(); // cut by its disposal, a reading ends as if it were whole
          connection.answered();
          return result;
        } catch (error) {
          connection.failed(error, client, since);
          throw error;
        }
      },
      (error, isLast, because) => {
        refuse?.(error);
        if (isLast || faultOf(error).lasting) throw new StoreUnavailable(fault, { cause: faultOf(because) });
      },
    );
}

export type Read = ReturnType<typeof reads>;

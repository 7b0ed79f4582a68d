import { EventStoreDBClient } from '@eventstore/db-client';
import { completed, keepAliveMs, wrong } from './connection-string.js';
import { isOfServer } from './faults.js';
import { silenceServerName } from './silence-server-name.js';
import { swallowClientCrashes } from './swallow-client-crashes.js';
import { TimedOut, within } from './timeout.js';

export type Client = EventStoreDBClient;
export type Connection = ReturnType<typeof connect>;

/** Milliseconds for the client to end its calls; longer, and it never will. */
const DISPOSAL_MS = 1000;

/** The store's one client, replaced when it is stuck in a failed state. Throws `EventStoreDbFault`. */
export function connect(connectionString: string) {
  const complete = completed(connectionString);
  silenceServerName();
  let client = clientFor(complete);
  let answeredAt = performance.now();
  let cuts = 0;
  const waiting = new Set<() => void>();
  const disposals = new Set<Promise<void>>();
  const unguard = swallowClientCrashes(() => renew(client));

  function dispose(old: Client): void {
    const disposal = within(DISPOSAL_MS, old.dispose())
      .catch(() => undefined)
      .finally(() => disposals.delete(disposal));
    disposals.add(disposal);
  }

  /** Pending calls on the old client fail, and their outcome is in doubt. */
  function renew(failed: Client): void {
    if (failed !== client) return; // another call has replaced it already
    client = clientFor(complete);
    dispose(failed);
  }

  return {
    client: () => client,
    answered(): void {
      answeredAt = performance.now();
      for (const wake of waiting) wake();
    },
    /** When the server was alive for certain, by `performance.now()`: its last answer, or the last keep-alive that it cannot have missed. */
    aliveAt: () => Math.max(answeredAt, performance.now() - keepAliveMs(complete)),
    /** Resolves at the next answer to any call, or when the signal aborts. */
    nextAnswer: (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      }),
    /** Counts the times that calls have failed: the server at the other end may be another one since. */
    cuts: () => cuts,
    /** A subscription has ended without an error. */
    ended: () => void cuts++,
    /**
     * A call that began at `since` has failed. A failed look at the server's features is kept for ever by the client, and
     * so is a node that does not answer, as long as its connection stands: then the next call has a new client.
     */
    failed(error: unknown, on: Client, since: number): void {
      cuts++;
      if (error instanceof TimedOut ? answeredAt < since : !isOfServer(error)) renew(on);
    },
    async dispose(): Promise<void> {
      dispose(client);
      await Promise.all(disposals);
      unguard();
    },
  };
}

function clientFor(complete: string): Client {
  const { warn } = console;
  try {
    // The client would complain of our keep-alive on the console, and its other warnings quote the string.
    Object.assign(console, { warn: () => undefined });
    return EventStoreDBClient.connectionString(complete);
  } catch (error) {
    const file = error instanceof Error && /certificate|userCertFile/.test(error.message);
    throw wrong(file ? 'A file of a certificate or key that it names is not there.' : 'The client cannot parse it.');
  } finally {
    Object.assign(console, { warn });
  }
}

import { afterEach } from '@jest/globals';
import { createClient, type Client, type FormattedExecutionResult } from 'graphql-ws';
import WebSocket from 'ws';

export interface Seen {
  type: string;
  integratorKeyId: string;
  position: string;
  revision: number;
}

export const follow =
  'subscription ($after: Position) { keyEvents(after: $after) { type integratorKeyId position revision } }';

/** The client that people use, with this token, and with headers that a proxy would add. */
export const client = (address: string, token?: string, headers: Record<string, string> = {}): Client =>
  createClient({
    url: `${address.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers });
      }
    },
    connectionParams: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: true,
  });

/** Makes clients of this server, or of another address; they are disposed of after each test. */
export function subscribersOf(server: { address: string }) {
  const open: Client[] = [];
  afterEach(async () => {
    for (const subscriber of open.splice(0)) await subscriber.dispose();
  });
  return (token?: string, address = server.address): Client => {
    const subscriber = client(address, token);
    open.push(subscriber);
    return subscriber;
  };
}

/** Everything that the key events of one subscriber say, in order, until it ends. */
export function watch(subscriber: Client, after?: string) {
  const events = subscriber.iterate<{ keyEvents: Seen }>({ query: follow, variables: { after } });
  return {
    async next(count: number): Promise<Seen[]> {
      const seen: Seen[] = [];
      while (seen.length < count) {
        const { value, done } = (await events.next()) as IteratorResult<FormattedExecutionResult<{ keyEvents: Seen }>>;
        if (done) throw new Error(`ended after ${seen.length}`);
        if (value.errors) throw new Error(JSON.stringify(value.errors));
        if (value.data) seen.push(value.data.keyEvents);
      }
      return seen;
    },
    end: () => events.return?.(),
  };
}

/** What one operation over a WebSocket answers first: a result, or the errors that refuse it. */
export const answerOf = (subscriber: Client, query: string, variables: Record<string, unknown> = {}) =>
  new Promise<unknown>((resolve) => {
    subscriber.subscribe({ query, variables }, { next: resolve, error: resolve, complete: () => resolve('complete') });
  });

export const errorsOf = (answer: unknown) => (Array.isArray(answer) ? answer : (answer as { errors: unknown }).errors);

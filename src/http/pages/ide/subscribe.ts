/** Runs in the browser: subscriptions by graphql-ws, which tell why they end. */
import type { createClient as CreateClient } from 'graphql-ws';

export interface Message {
  message: string;
}
/** What GraphiQL listens with. It shows a list of errors as it shows those of an answer. */
export interface Observer<Answer> {
  next(answer: Answer): void;
  error(errors: readonly Message[]): void;
  complete(): void;
}
export interface Subscription<Answer> {
  subscribe(observer: Observer<Answer>): { unsubscribe(): void };
}
interface Request {
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  operationName?: string | null;
}

const UNREACHED = 'No WebSocket could be opened: is the server running, and reached without a proxy that stops them?';

/** One line for whatever graphql-ws gives as the reason of an end, unless it is a list of GraphQL errors already. */
export function reasonsOf(fault: unknown): readonly Message[] {
  if (Array.isArray(fault)) return fault as Message[];
  const { code, reason, message } = (fault ?? {}) as { code?: number; reason?: string; message?: string };
  if (code === undefined) return [{ message: message || UNREACHED }]; // a browser's event of an error says nothing
  return [{ message: `The socket was closed with code ${code}: ${reason || 'no reason was given.'}` }];
}

/** Each subscription has a socket of its own, with the headers of its tab. None is retried: what ended it is shown at once. */
export const subscriptionsAt =
  (url: string, createClient: typeof CreateClient) =>
  <Answer>(request: Request, headers: Readonly<Record<string, unknown>>): Subscription<Answer> => ({
    subscribe(observer) {
      const client = createClient({ url, connectionParams: headers, retryAttempts: 0 });
      const { query, variables = {}, operationName = null } = request;
      const end = client.subscribe(
        { query, variables: { ...variables }, operationName },
        {
          next: (answer) => observer.next(answer as Answer),
          error: (fault) => observer.error(reasonsOf(fault)),
          complete: () => observer.complete(),
        },
      );
      return { unsubscribe: end };
    },
  });

import type { ApolloServerPlugin } from '@apollo/server';
import type { Staleness } from '../../app/views/staleness.js';
import type { RequestContext } from './context.js';

/** The extension of a response while the event store is unreachable: milliseconds since this server noticed. */
export function staleExtension(staleness: Staleness): { staleForMs: number } | undefined {
  const ms = Math.round(staleness.ms());
  return ms > 0 ? { staleForMs: ms } : undefined;
}

/** Adds `extensions.staleForMs` to every response while the event store is unreachable. */
export const addStaleness: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body }, contextValue }) {
        const stale = staleExtension(contextValue.staleness);
        if (stale && body.kind === 'single')
          body.singleResult.extensions = { ...body.singleResult.extensions, ...stale };
        return Promise.resolve();
      },
    }),
};

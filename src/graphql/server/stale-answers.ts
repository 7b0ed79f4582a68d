import type { ApolloServerPlugin } from '@apollo/server';
import type { Staleness } from '../../app/views/staleness.js';
import type { RequestContext } from './context.js';

/** What an answer adds while this server is cut off from the event store: milliseconds since it noticed. */
export function staleExtension(staleness: Staleness): { staleForMs: number } | undefined {
  const ms = Math.round(staleness.ms());
  return ms > 0 ? { staleForMs: ms } : undefined;
}

/** `extensions.staleForMs` in every answer that may be old. */
export const tellStaleness: ApolloServerPlugin<RequestContext> = {
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

import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../../app/errors/logger.js';
import type { RequestContext } from './context.js';
import { errorFormatter } from './format-error.js';
import { badRequest, costLimit, depthRule, MAX_TOKENS } from './limits.js';
import { tellStaleness } from './stale-answers.js';

/** Clients look at the status before they look at the body. */
const statusOfSignIn: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response }) {
        const { body, http } = response;
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (errors?.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')) {
          http.status = 401;
          http.headers.set('www-authenticate', 'Bearer');
        }
        return Promise.resolve();
      },
    }),
};

/** Executed as if it were a query, a subscription would answer null where the schema has none. */
const noSubscriptions: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      async didResolveOperation({ operation }) {
        if (operation?.operation === 'subscription') throw badRequest('Subscriptions go by WebSocket (graphql-ws).');
      },
    }),
};

export interface ApolloOptions {
  schema: GraphQLSchema;
  log: Logger;
  introspection: boolean;
}

/** Everything that Apollo derives from NODE_ENV is said here. The page for a browser is served by `http/`. */
export const makeApollo = ({ schema, log, introspection }: ApolloOptions): ApolloServer<RequestContext> =>
  new ApolloServer<RequestContext>({
    schema,
    introspection,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [depthRule],
    formatError: errorFormatter(log, { introspection }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(), // it would look at every field to say what http/server/app.ts says
      noSubscriptions,
      costLimit,
      statusOfSignIn,
      tellStaleness,
    ],
  });

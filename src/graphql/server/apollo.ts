import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { challengeFor } from '../../app/access/challenge.js';
import type { Logger } from '../../app/errors/logger.js';
import type { RequestContext } from './context.js';
import { errorFormatter, rememberAsker } from './format-error.js';
import { MAX_TOKENS } from './document-limits.js';
import { badRequest, costLimit } from './limits.js';
import { ownRules } from './own-rules.js';
import { addStaleness } from './stale-answers.js';

/** Why nobody is signed in. */
function failureOf({ session }: RequestContext): unknown {
  try {
    return void session();
  } catch (failure) {
    return failure;
  }
}

/** Sets status 401 on UNAUTHENTICATED: clients look at the status before the body. */
const statusOfSignIn: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response, contextValue }) {
        const { body, http } = response;
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (errors?.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')) {
          http.status = 401;
          http.headers.set('www-authenticate', challengeFor(failureOf(contextValue)));
        }
        return Promise.resolve();
      },
    }),
};

/** Refuses subscriptions over HTTP: executed like a query, one would return null for a field that is not nullable. */
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

/** Sets every option that Apollo would derive from NODE_ENV. `http/` serves the page for a browser. */
export const makeApollo = ({ schema, log, introspection }: ApolloOptions): ApolloServer<RequestContext> =>
  new ApolloServer<RequestContext>({
    schema,
    introspection: true, // `ownRules` has one in its place
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...ownRules({ introspection })],
    formatError: errorFormatter(log, { schema, introspection }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(), // it would visit every field, only to set the header that http/server/app.ts sets
      rememberAsker,
      noSubscriptions,
      costLimit,
      statusOfSignIn,
      addStaleness,
    ],
  });

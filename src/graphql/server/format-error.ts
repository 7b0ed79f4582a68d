import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorResponseOf } from '../../app/errors/error-responses.js';
import type { Logger } from '../../app/errors/logger.js';
import type { RequestContext } from './context.js';
import { tokensMessage } from './document-limits.js';
import { expectedIn, type Known } from './expected-values.js';
import { withoutSuggestions, withoutValues } from './without-values.js';

/** Codes that GraphQL and Apollo Server raise before an operation runs. Their messages describe the document. */
const aboutTheDocument = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/** Error -> who has met it. Apollo formats an error without its request. */
const askers = new WeakMap<object, RequestContext['asker']>();

/** Keeps for the log whose request an error belongs to. */
export const rememberAsker: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) askers.set(error, contextValue.asker);
      },
    }),
};

/**
 * The only place where an error becomes a response. A response has a code, but no value, no stack and no message of a
 * library. Without `introspection` it does not suggest names of the schema either.
 */
export function errorFormatter(log: Logger, known: Known) {
  const words = known.introspection ? withoutValues : withoutSuggestions;
  return (formatted: GraphQLFormattedError, thrown: unknown, asker = askers.get(thrown as object)) => {
    const error = unwrapResolverError(thrown);
    const { path, locations } = formatted;
    const location = { ...(locations && { locations }), ...(path && { path }) };
    const response = errorResponseOf(error, log, { path: named(path), ...asker?.() });
    if (response) return { message: response.message, ...location, extensions: { code: response.code } };
    const tooLong = error instanceof GraphQLError ? tokensMessage(error) : undefined;
    if (tooLong !== undefined) return { message: tooLong, ...location, extensions: { code: 'TOO_MANY_TOKENS' } };
    const { limit } = formatted.extensions ?? {};
    if (typeof limit === 'string') return { message: formatted.message, ...location, extensions: { code: limit } };
    const code = String(formatted.extensions?.['code']);
    if (aboutTheDocument.has(code) && error === thrown)
      return { message: words(formatted) + expectedIn(known, formatted), ...location, extensions: { code } };
    const incidentId = randomUUID();
    log.error({ incidentId, path: named(path), ...asker?.(), err: forTheLog(error) }, 'incident');
    return {
      message: 'Something went wrong here.',
      ...location,
      extensions: { code: 'INTERNAL_SERVER_ERROR', incidentId },
    };
  };
}

/** A path consists of aliases, which the caller chooses: an alias too long to be a name stays out of the log. */
const named = (path: GraphQLFormattedError['path']) =>
  path?.map((step) => (typeof step === 'string' && step.length > 40 ? '…' : step));

/** graphql-js quotes the input in its messages: of its errors, the log gets the message without values and the stack frames. */
function forTheLog(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const frames = error.stack?.slice(Math.max(0, error.stack.search(/^ +at /m)));
  return { type: error.name, message: withoutValues(error), stack: frames };
}

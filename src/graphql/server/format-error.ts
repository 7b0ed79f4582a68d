import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorResponseOf } from '../../app/errors/error-responses.js';
import type { Logger } from '../../app/errors/logger.js';
import { withoutSuggestions, withoutValues } from './without-values.js';

/** Codes that GraphQL and Apollo Server raise before an operation runs. Their words are about the document. */
const aboutTheDocument = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/**
 * The one place where an error becomes a response: it has a code, and neither a value, nor a stack, nor a library's
 * words. Without `introspection` nor does it suggest names of the schema.
 */
export function errorFormatter(log: Logger, { introspection }: { introspection: boolean }) {
  const words = introspection ? withoutValues : withoutSuggestions;
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown);
    const { path, locations } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const response = errorResponseOf(error, log, { path: named(path) });
    if (response) return { message: response.message, ...place, extensions: { code: response.code } };
    const code = String(formatted.extensions?.['code']);
    if (aboutTheDocument.has(code) && error === thrown)
      return { message: words(formatted), ...place, extensions: { code } };
    const incidentId = randomUUID();
    log.error({ incidentId, path: named(path), err: forTheLog(error) }, 'incident');
    return {
      message: 'Something went wrong here.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', incidentId },
    };
  };
}

/** Steps of a path are aliases, in the caller's words: what is no name that a person would type stays out of the log. */
const named = (path: GraphQLFormattedError['path']) =>
  path?.map((step) => (typeof step === 'string' && step.length > 40 ? '…' : step));

/** graphql-js quotes what it was given; of its errors only the words without values and the places in the code go on. */
function forTheLog(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const places = error.stack?.slice(Math.max(0, error.stack.search(/^ +at /m)));
  return { type: error.name, message: withoutValues(error), stack: places };
}

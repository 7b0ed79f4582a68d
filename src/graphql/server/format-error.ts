import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { IdentityProviderUnavailable, NotAllowed, NotSignedIn } from '../../app/access/actor.js';
import { KeypairsUnavailable } from '../../app/credentials/ports.js';
import {
  ForeignPosition,
  LogDamaged,
  OutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
} from '../../app/log/event-store.js';
import { ViewsBehind } from '../../app/views/read-your-writes.js';
import { ViewsUnavailable } from '../../app/views/views.js';
import { BadArgument } from '../vocabulary/bad-argument.js';
import type { Log } from './context.js';
import { withoutSuggestions, withoutValues } from './without-values.js';

type ErrorClass = new (...args: never[]) => Error;

/** Error -> what the caller is told. Whatever is not here is an incident. */
const told: readonly [ErrorClass, code: string, message: string | null, level: 'info' | 'warn' | 'error'][] = [
  [
    NotSignedIn,
    'UNAUTHENTICATED',
    'Sign in: send "Authorization: Bearer <token>" with a token of this server\'s issuer that has not expired.',
    'warn',
  ],
  [NotAllowed, 'FORBIDDEN', null, 'warn'],
  [BadArgument, 'BAD_USER_INPUT', null, 'info'],
  [ForeignPosition, 'BAD_USER_INPUT', 'The position is not one of this log.', 'info'],
  [ViewsBehind, 'UNAVAILABLE', 'This server has not come that far yet; try again.', 'warn'],
  [ViewsUnavailable, 'UNAVAILABLE', 'The views cannot be read at the moment; try again.', 'error'],
  [
    OutcomeUnknown, // before what it is a kind of
    'UNAVAILABLE',
    'The event store went away before it answered: the change may have been made. Look before you try again, or try again with the same idempotencyKey.',
    'error',
  ],
  [
    StoreUnavailable,
    'UNAVAILABLE',
    'The event store cannot be reached or is full; nothing was changed, try again.',
    'error',
  ],
  [
    LogDamaged,
    'UNAVAILABLE',
    'The event log is damaged here; nothing was changed, and whoever runs this server has to mend it.',
    'error',
  ],
  [
    RevisionConflict,
    'UNAVAILABLE',
    'Too many changes to this key at the same time; nothing was changed, try again.',
    'warn',
  ],
  [
    KeypairsUnavailable,
    'UNAVAILABLE',
    'No keypair can be generated at the moment; nothing was changed, try again.',
    'warn',
  ],
  [IdentityProviderUnavailable, 'UNAVAILABLE', 'Tokens cannot be checked at the moment; try again.', 'error'],
];

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
export function errorFormatter(log: Log, { introspection }: { introspection: boolean }) {
  const words = introspection ? withoutValues : withoutSuggestions;
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown);
    const { path, locations } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const known = told.find(([type]) => error instanceof type);
    if (known) {
      const [, code, message, level] = known;
      const { message: because, cause } = error as Error;
      log[level](
        { code, path: named(path), because, ...(cause instanceof Error && { cause: cause.message }) },
        'operation refused',
      );
      return { message: message ?? (error as Error).message, ...place, extensions: { code } };
    }
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

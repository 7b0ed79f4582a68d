import { IdentityProviderUnavailable, NotAllowed, NotSignedIn, OfAnotherDataDirectory } from '../access/actor.js';
import { ReplayCheckUnavailable } from '../credentials/used-token-ids.js';
import { KeypairsUnavailable } from '../credentials/ports.js';
import { LogDamaged, OutcomeUnknown, RevisionConflict, StoreUnavailable } from '../log/event-store.js';
import { ForeignPosition } from '../log/same-log.js';
import { TooStale } from '../views/staleness.js';
import { ViewsBehind } from '../views/read-your-writes.js';
import { ViewsUnavailable } from '../views/views.js';
import { LogRewritten } from '../proof/log-rewritten.js';
import { AsOfInvalid, PositionForeign, RangeInvalid, RevisionNotFound, TimeInFuture } from './moments.js';
import { BadArgument } from './bad-argument.js';
import type { Logger } from './logger.js';

/** These codes are part of the public contract. Each edge has its own form for them: `extensions.code` in GraphQL, a status in HTTP. */
export type ErrorCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'UNAVAILABLE' | 'LOG_REWRITTEN' | MomentCode;
/** Of questions about the past. */
type MomentCode = 'AS_OF_INVALID' | 'REVISION_NOT_FOUND' | 'POSITION_FOREIGN' | 'TIME_IN_FUTURE' | 'RANGE_INVALID';
type Level = keyof Logger;
type ErrorClass = new (...args: never[]) => Error;

/** Error class -> code and message for the caller; `null` stands for the error's own message. A subclass stands before its superclass. */
const responses: readonly [ErrorClass, code: ErrorCode, message: string | null, level: Level][] = [
  [
    OfAnotherDataDirectory,
    'UNAUTHENTICATED',
    "This token was made for another data directory than this development server's: its signing key is unknown here. Run `npm run token` again, with the KEYLEDGER_DATA_DIR of this server.",
    'warn',
  ],
  [
    NotSignedIn,
    'UNAUTHENTICATED',
    'Sign in: send "Authorization: Bearer <token>" with a token of this server\'s issuer that has not expired.',
    'warn',
  ],
  [NotAllowed, 'FORBIDDEN', null, 'warn'],
  [BadArgument, 'BAD_USER_INPUT', null, 'info'],
  [ForeignPosition, 'BAD_USER_INPUT', 'The position is not one of this log.', 'info'],
  [AsOfInvalid, 'AS_OF_INVALID', null, 'info'],
  [RevisionNotFound, 'REVISION_NOT_FOUND', null, 'info'],
  [PositionForeign, 'POSITION_FOREIGN', null, 'info'],
  [TimeInFuture, 'TIME_IN_FUTURE', null, 'info'],
  [RangeInvalid, 'RANGE_INVALID', null, 'info'],
  [ViewsBehind, 'UNAVAILABLE', 'The read models of this server are behind; try again.', 'warn'],
  [
    TooStale,
    'UNAVAILABLE',
    'This server has been cut off from the event store for too long to say anything about clients; try again.',
    'error',
  ],
  [
    ReplayCheckUnavailable,
    'UNAVAILABLE',
    'The use of the assertion cannot be recorded at the moment, so it does not count; try again.',
    'error',
  ],
  [ViewsUnavailable, 'UNAVAILABLE', 'The read models cannot be read at the moment; try again.', 'error'],
  [
    OutcomeUnknown,
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
    LogRewritten,
    'LOG_REWRITTEN',
    'The event log is not a continuation of what was signed: it has lost or changed events. Nothing was changed, and nothing can be until whoever runs this server has looked into it.',
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

export type AnsweredCode = ErrorCode | 'INTERNAL_SERVER_ERROR';

/** The code alone, for those who must not see a message. */
export const answeredCodeOf = (error: unknown): AnsweredCode =>
  responses.find(([type]) => error instanceof type)?.[1] ?? 'INTERNAL_SERVER_ERROR';

/**
 * Code and message for the caller. Logs the error with its own message, its cause and `where`. Undefined for an error that the
 * table does not name: that is an incident.
 */
export function errorResponseOf(error: unknown, log: Logger, where: object) {
  const known = responses.find(([type]) => error instanceof type);
  if (!known || !(error instanceof Error)) return undefined;
  const [, code, message, level] = known;
  const { message: because, cause } = error;
  log[level]({ code, ...where, because, ...(cause instanceof Error && { cause: cause.message }) }, 'operation refused');
  return { code, message: message ?? because };
}

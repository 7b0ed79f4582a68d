import { ErrorType, isCommandError } from '@eventstore/db-client';
import { StoreUnavailable } from '../../../app/log/event-store.js';
import { TimedOut } from './timeout.js';

/** Why the store is unavailable, as a code that an operator can act on. */
export type FaultReason =
  | 'unreachable'
  | 'timed-out'
  | 'not-ready'
  | 'certificate'
  | 'wrong-credentials'
  | 'access-denied'
  | 'connection-string'
  | 'failed';

/** Why EventStoreDB could not be used: the `cause` of a `StoreUnavailable`. Its words are the server's or the client's, never of an event. */
export class EventStoreDbFault extends Error {
  override name = 'EventStoreDbFault';
  constructor(
    readonly reason: FaultReason,
    message: string,
    /** False when certainly nothing reached the server. */
    readonly inDoubt: boolean,
  ) {
    super(message);
  }

  /** Waiting does not mend this fault. */
  get lasting(): boolean {
    return ['wrong-credentials', 'access-denied', 'certificate', 'connection-string'].includes(this.reason);
  }
}

const UNAUTHENTICATED = 16;
const UNAVAILABLE = 14;
const certificate = /certificate|altnames|\bSSL\b|\bTLS\b|EPROTO|wrong version number/i;
/** With several nodes named the client keeps to itself why none of them would do. */
const untold = /Failed to discover/;
const neverSent = /No connection established|Failed to discover|Name resolution failed|Failed to connect/;

/** Converts any error of the client to an `EventStoreDbFault`. */
export function faultOf(error: unknown): EventStoreDbFault {
  if (error instanceof EventStoreDbFault) return error;
  if (error instanceof StoreUnavailable) return faultOf(error.cause);
  if (error instanceof TimedOut) return new EventStoreDbFault('timed-out', error.message, true);
  const { message, code, type } = shapeOf(error);
  const more = untold.test(message)
    ? ' The client does not say why: an address, a cluster without leader, TLS on one side only, or a certificate that it does not trust.'
    : '';
  const fault = (reason: FaultReason, inDoubt: boolean) =>
    new EventStoreDbFault(reason, `${type}: ${message || 'the server has no words for it.'}${more}`, inDoubt);
  if (code === UNAUTHENTICATED || /authentication failed|unauthenticated/i.test(message))
    return fault('wrong-credentials', false);
  if (type === ErrorType.ACCESS_DENIED) return fault('access-denied', false);
  if (certificate.test(message)) return fault('certificate', false);
  if (/not ready/i.test(message) || type === ErrorType.NOT_LEADER) return fault('not-ready', true);
  if (neverSent.test(message)) return fault('unreachable', false);
  // A plain error comes from the look at the server's features, which is before anything is sent.
  if (code === UNAVAILABLE || type === ErrorType.UNAVAILABLE) return fault('unreachable', isOfServer(error));
  if (type === ErrorType.DEADLINE_EXCEEDED || type === ErrorType.TIMEOUT) return fault('timed-out', true);
  return fault('failed', true);
}

function shapeOf(error: unknown): { message: string; code: unknown; type: string } {
  const { message = '', code, type } = Object(error) as { message?: unknown; code?: unknown; type?: unknown };
  return { message: String(message), code, type: typeof type === 'string' ? type : 'error' };
}

/** Does it tell of a call that was made? What went wrong before has another shape. */
export const isOfServer = (error: unknown) => error instanceof Error && isCommandError(error);

/** Is it this error of the client's? */
export const isType = (error: unknown, type: ErrorType): boolean => shapeOf(error).type === type;

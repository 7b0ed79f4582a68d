import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import type { Expected } from './decide.js';
import type { Denial } from './faults.js';
import { Any, Empty, parts, Status } from './messages.js';

/** In bytes; of the data alone, since the real one's sum leaves out the rest by the precedence of its operators. */
export const MAXIMUM_APPEND_SIZE = 1024 * 1024;

const refusal = (code: status, details: string, exception?: Record<string, string>): Partial<StatusObject> => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(exception ?? {})) metadata.set(key, value);
  return { code, details, metadata };
};

/** How a call ends that is not answered. */
export const refusals = {
  'not-ready': refusal(status.UNAVAILABLE, 'Server Is Not Ready'),
  'access-denied': refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  unauthenticated: refusal(status.UNAUTHENTICATED, 'Unauthenticated'),
  'time-out': refusal(status.ABORTED, 'Operation timed out: Commit phase timeout.'),
  cut: refusal(status.UNAVAILABLE, 'Connection dropped'),
  'consumer-too-slow': refusal(
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  ),
  unhandled: refusal(status.UNKNOWN, 'Exception was thrown by handler.'),
  'no-place': refusal(status.UNKNOWN, 'Unexpected ReadAllResult: Error'),
  'too-big': refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAXIMUM_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': `${MAXIMUM_APPEND_SIZE}`,
  }),
} satisfies Record<string, Partial<StatusObject>>;

export function wrongVersionToDelete(stream: string, expected: Expected, current: number) {
  const wanted = typeof expected === 'number' ? expected : expected === 'no_stream' ? -1 : -2;
  const versions = `Expected version: ${wanted}, Actual version: ${current}`;
  const words = `Delete failed due to WrongExpectedVersion. Stream: ${stream}, ${versions}`;
  return refusal(status.FAILED_PRECONDITION, words, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': `${wanted}`,
    'actual-version': `${current}`,
  });
}

export const failed = (how: keyof typeof refusals) => Object.assign(new Error(how), refusals[how]);

const answer = (message: string, type: string, details: Uint8Array = new Uint8Array()) => {
  const any = new Any();
  any.pack(details, type);
  return new Status().setMessage(message).setDetails(any);
};
const ofClient = (name: string, details?: Uint8Array) => answer(name, `event_store.client.${name}`, details);

/** The same as answers within a stream of appends, which goes on. */
export const answers = {
  'not-ready': answer('Server Is Not Ready', 'google.protobuf.Empty'),
  'access-denied': ofClient('AccessDenied'),
  'time-out': ofClient('Timeout'),
  'too-big': ofClient(
    'MaximumAppendSizeExceeded',
    new parts.MaximumAppendSizeExceeded().setMaxappendsize(MAXIMUM_APPEND_SIZE).serializeBinary(),
  ),
  'bad-request': ofClient('BadRequest', new parts.BadRequest().serializeBinary()),
};

export function wrongExpectedVersion(expected: Expected, current: number) {
  const wrong = new parts.WrongExpectedVersion();
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(`${expected}`);
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'any') wrong.setExpectedAny(new Empty());
  else wrong.setExpectedStreamExists(new Empty());
  if (current < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(`${current}`);
  return ofClient('WrongExpectedVersion', wrong.serializeBinary());
}
export type AppendRefusal = Denial | 'time-out' | 'too-big';

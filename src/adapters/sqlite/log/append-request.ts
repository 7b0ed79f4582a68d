import { checkAppend } from '../../../app/log/check-append.js';
import { NO_STREAM, type EventToAppend, type ExpectedRevision } from '../../../app/log/event-store.js';
import { BEFORE_FIRST, type AppendRequest } from './messages.js';

/** Turns an append into text, or throws a TypeError or RangeError that says what is wrong and never with which value. */
export function appendRequest(
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): AppendRequest {
  const revision = expected === NO_STREAM ? BEFORE_FIRST : expected;
  return { stream, expected: revision, events: checkAppend(stream, expected, events) };
}

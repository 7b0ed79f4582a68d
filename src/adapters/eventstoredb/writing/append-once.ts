import { ErrorType, type AppendResult, type EventData, type WrongExpectedVersionError } from '@eventstore/db-client';
import { LogDamaged, NO_STREAM, RevisionConflict, type Appended } from '../../../app/log/event-store.js';
import type { Connection } from '../client/connection.js';
import { isType } from '../client/faults.js';
import type { Positions } from '../positions.js';
import { findAppend, type Sought } from './find-append.js';
import { TimedOut, within } from '../client/timeout.js';

/** Without an answer for so long, the stream is read: one of two identical concurrent appends was seen to wait for 2.5 s. */
export const PROBE_AFTER_MS = 1000;

/**
 * One try. Rejects with `RevisionConflict`, `LogDamaged`, a RangeError for more than the server is set to take, or with
 * an error that leaves the outcome open.
 */
export async function appendOnce(
  connection: Connection,
  sought: Sought,
  events: readonly EventData[],
  leftMs: number,
): Promise<Appended> {
  const { stream, expected, positions } = sought;
  const [client, since] = [connection.client(), performance.now()];
  const left = () => leftMs - (performance.now() - since);
  const probe = () => findAppend(client, sought, left());
  const expectedRevision = expected === NO_STREAM ? NO_STREAM : BigInt(expected);
  try {
    const answer = client.appendToStream(stream, [...events], { expectedRevision, requiresLeader: true });
    answer.catch(() => undefined); // it may reject after the wait for it has ended
    const appended = (await within(Math.min(PROBE_AFTER_MS, left()), answer).catch(async (error: unknown) => {
      if (!(error instanceof TimedOut)) throw error;
      return (await probe().catch(() => undefined)) ?? within(left(), answer);
    })) satisfies Appended | AppendResult;
    connection.answered();
    const result = 'success' in appended ? appendedFrom(appended, positions) : appended;
    return result ?? (await probe()) ?? lost();
  } catch (error) {
    if (isType(error, ErrorType.WRONG_EXPECTED_VERSION)) {
      const found = await probe(); // a conflict with ourselves is none
      if (found) return found;
      throw conflict(error as WrongExpectedVersionError);
    }
    if (isType(error, ErrorType.STREAM_DELETED))
      throw new LogDamaged('The stream of a key was deleted in the event store.', { cause: error });
    if (isType(error, ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED))
      throw new RangeError('The append is larger than this event store is set to take.');
    connection.failed(error, client, since);
    throw error;
  }
}

const appendedFrom = ({ position, nextExpectedRevision }: AppendResult, positions: Positions): Appended | undefined =>
  position && { revision: Number(nextExpectedRevision), position: positions.at(position) };

const conflict = ({ actualVersion }: WrongExpectedVersionError) =>
  new RevisionConflict(typeof actualVersion === 'bigint' ? Number(actualVersion) : NO_STREAM);

function lost(): never {
  throw new LogDamaged('What the event store has acknowledged is not in its stream.');
}

import { ErrorType, jsonEvent, type AppendResult, type EventData, type WrongExpectedVersionError } from '@eventstore/db-client';
import type { EventText } from '../../app/admit.js';
import {
  LogDamaged,
  NO_STREAM,
  OutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
} from '../../app/event-store.js';
import type { Client, Connection } from './connection.js';
import { faultOf, isType } from './faults.js';
import type { InFlight } from './in-flight.js';
import { persist } from './persist.js';
import type { Positions } from './positions.js';
import { foundAt } from './settle.js';
import { within } from './timeout.js';

export interface Appending {
  connection: Connection;
  places: InFlight;
  /** Milliseconds for everything: the wait for a place, the tries, the look at how it went. */
  boundMs: number;
}

export interface AppendRequest {
  stream: string;
  expected: ExpectedRevision;
  texts: readonly EventText[];
  positions: Positions;
}

/** Appends, and asks again with the same ids and the same revision, which the server takes for what it is, until it knows how it went. */
export async function append({ connection, places, boundMs }: Appending, request: AppendRequest): Promise<Appended> {
  const began = performance.now();
  const leave = await places.enter(boundMs).catch((error: unknown) => {
    throw new StoreUnavailable('Too many appends are under way.', { cause: error });
  });
  const events = request.texts.map(eventOf);
  let inDoubt = false;
  try {
    return await persist(
      boundMs - (performance.now() - began),
      (leftMs) => once(connection, request, events, leftMs),
      (error, isLast) => {
        if (error instanceof RevisionConflict || error instanceof LogDamaged || error instanceof RangeError) throw error;
        const fault = faultOf(error);
        inDoubt ||= fault.inDoubt;
        if (!isLast && !fault.lasting) return;
        if (inDoubt) throw new OutcomeUnknown('The event store did not say whether it has written.', { cause: fault });
        throw new StoreUnavailable('The event store cannot be written now.', { cause: fault });
      },
    );
  } finally {
    leave();
  }
}

async function once(
  connection: Connection,
  request: AppendRequest,
  events: readonly EventData[],
  leftMs: number,
): Promise<Appended> {
  const { stream, expected, positions } = request;
  const [client, since] = [connection.client(), performance.now()];
  const expectedRevision = expected === NO_STREAM ? NO_STREAM : BigInt(expected);
  try {
    const result = await within(
      leftMs,
      client.appendToStream(stream, [...events], { expectedRevision, requiresLeader: true }),
    );
    connection.answered();
    return placed(result, positions) ?? (await foundOrLost(client, request, leftMs - (performance.now() - since)));
  } catch (error) {
    if (isType(error, ErrorType.WRONG_EXPECTED_VERSION))
      return await ofConflict(client, request, error as WrongExpectedVersionError, leftMs);
    if (isType(error, ErrorType.STREAM_DELETED))
      throw new LogDamaged('The stream of a key was deleted in the event store.', { cause: error });
    if (isType(error, ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED))
      throw new RangeError('The append is larger than this event store is set to take.');
    connection.failed(error, client, since);
    throw error;
  }
}

function placed({ position, nextExpectedRevision }: AppendResult, positions: Positions): Appended | undefined {
  return position && { revision: Number(nextExpectedRevision), position: positions.at(position) };
}

/** The server has it and did not say where. */
async function foundOrLost(client: Client, request: AppendRequest, milliseconds: number): Promise<Appended> {
  const found = await foundAt(client, request, milliseconds);
  if (!found) throw new LogDamaged('What the event store has acknowledged is not in its stream.');
  return found;
}

/** A conflict with ourselves is none: the events are there, under our ids. */
async function ofConflict(
  client: Client,
  request: AppendRequest,
  { actualVersion }: WrongExpectedVersionError,
  milliseconds: number,
): Promise<Appended> {
  const found = await foundAt(client, request, milliseconds);
  if (found) return found;
  throw new RevisionConflict(typeof actualVersion === 'bigint' ? Number(actualVersion) : NO_STREAM);
}

type Json = Record<string, never>;

/** A copy that nobody changes meanwhile: every try sends the same. */
const eventOf = ({ id, type, data, metadata }: EventText): EventData =>
  jsonEvent({ id, type, data: JSON.parse(data) as Json, metadata: JSON.parse(metadata) as Json });

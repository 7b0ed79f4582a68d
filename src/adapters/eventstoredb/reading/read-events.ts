import { END, ErrorType, type RecordedEvent } from '@eventstore/db-client';
import { ForeignPosition } from '../../../app/log/same-log.js';
import type { Read } from './retrying-reads.js';
import type { Client } from '../client/connection.js';
import { isType } from '../client/faults.js';
import { cancellation, type Call } from '../client/cancel-call.js';
import type { AllPosition } from '../positions.js';
import { TimedOut } from '../client/timeout.js';

/** Takes events until `take` says that it is enough. Rejects with `TimedOut` when so many milliseconds pass without one. */
async function takeFrom(reading: Call, milliseconds: number, take: (event: RecordedEvent) => boolean): Promise<void> {
  const cancel = cancellation(reading);
  const watch = setTimeout(() => reading.destroy(new TimedOut()), Math.max(0, milliseconds));
  try {
    for await (const { event } of reading as AsyncIterable<{ event?: RecordedEvent }>) {
      watch.refresh();
      if (event && take(event)) return;
    }
  } finally {
    clearTimeout(watch);
    cancel();
  }
}

/** From the leader: what a follower says may be old, and a command decided on it would only be refused. */
const leader = { requiresLeader: true };

/** Events of a stream from a revision on; none where there is no stream. */
export async function eventsOf(
  client: Client,
  stream: string,
  { from, count, milliseconds }: { from?: bigint; count?: number; milliseconds: number },
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const options = { ...leader, ...(from !== undefined && { fromRevision: from }), ...(count && { maxCount: count }) };
  try {
    await takeFrom(client.readStream(stream, options, { highWaterMark: 128 }), milliseconds, (event) => {
      events.push(event);
      return false;
    });
  } catch (error) {
    if (!isType(error, ErrorType.STREAM_NOT_FOUND)) throw error;
  }
  return events;
}

/** The last event of a stream; undefined where there is no stream. */
export async function lastEventOf(
  client: Client,
  stream: string,
  milliseconds: number,
): Promise<RecordedEvent | undefined> {
  let found: RecordedEvent | undefined;
  const options = { ...leader, direction: 'backwards', fromRevision: END, maxCount: 1 } as const;
  try {
    await takeFrom(client.readStream(stream, options), milliseconds, (event) => {
      found = event;
      return true;
    });
  } catch (error) {
    if (!isType(error, ErrorType.STREAM_NOT_FOUND)) throw error;
  }
  return found;
}

/** All events of the server, of other logs as well, from the newest backwards, until `take` says that it is enough. */
export const backwards = (
  client: Client,
  { count, milliseconds }: { count?: number; milliseconds: number },
  take: (event: RecordedEvent) => boolean,
): Promise<void> =>
  takeFrom(
    client.readAll({ ...leader, direction: 'backwards', fromPosition: END, ...(count && { maxCount: count }) }),
    milliseconds,
    take,
  );

/** The server's words for a position where no event begins. */
export function refuseNoPlace(error: unknown): void {
  if (/Unexpected ReadAllResult|Exception was thrown by handler/.test((error as Error).message))
    throw new ForeignPosition();
}

/** The event that begins here, or else the next one; undefined beyond the end. Rejects as the server does where none begins. */
export async function readAt(client: Client, { commit, prepare }: AllPosition, milliseconds: number) {
  let found: RecordedEvent | undefined;
  const reading = client.readAll({ ...leader, fromPosition: { commit, prepare }, maxCount: 1 });
  await takeFrom(reading, milliseconds, (event) => {
    found = event;
    return true;
  });
  return found;
}

/** Does this very event begin here? */
export const isHeldAt = (read: Read, position: AllPosition, id: string): Promise<boolean> =>
  read((client, milliseconds) => readAt(client, position, milliseconds), refuseNoPlace).then(
    (found) => found?.id === id,
    (error: unknown) => {
      if (error instanceof ForeignPosition) return false;
      throw error;
    },
  );

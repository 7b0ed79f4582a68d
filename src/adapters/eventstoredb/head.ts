import { ForeignPosition, type Position } from '../../app/event-store.js';
import type { Read } from './calls.js';
import type { Client } from './connection.js';
import type { Names } from './names.js';
import { isAfter, type Place, type Positions } from './positions.js';
import { backwards, readAt } from './read-events.js';

/** The first look back; most of the time the newest event is ours. */
const GLANCE = 32;

/** Place of the newest event of ours, or of the one that the log began with: `readAll` takes no filter. */
export async function headPlace(read: Read, { begin, log }: Names): Promise<Place | undefined> {
  let found: Place | undefined;
  const look = (client: Client, count: number | undefined, milliseconds: number) =>
    backwards(client, { milliseconds, ...(count !== undefined && { count }) }, ({ streamId, position }) => {
      if (streamId.startsWith(begin) || streamId === log) found = position;
      return found !== undefined;
    });
  await read((client, milliseconds) => look(client, GLANCE, milliseconds));
  if (!found) await read((client, milliseconds) => look(client, undefined, milliseconds));
  return found;
}

/**
 * Throws `ForeignPosition` for one that this server has not come to, or where no event begins: reading from the first
 * finds nothing and waits for ever, and from the second the server fails.
 */
export async function checkReached(read: Read, position: Position, positions: Positions): Promise<Place> {
  const place = positions.placeOf(position);
  let end: Place | undefined;
  await read((client, milliseconds) =>
    backwards(client, { count: 1, milliseconds }, (event) => {
      end = event.position;
      return true;
    }),
  );
  if (!end || isAfter(place, end)) throw new ForeignPosition();
  await read(
    (client, milliseconds) => readAt(client, place, milliseconds),
    (error) => {
      if (/Unexpected ReadAllResult|Exception was thrown by handler/.test((error as Error).message))
        throw new ForeignPosition();
    },
  );
  return place;
}

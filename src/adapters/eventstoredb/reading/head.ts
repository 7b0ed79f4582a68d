import type { Read } from './retrying-reads.js';
import type { Client } from '../client/connection.js';
import type { Names } from '../names.js';
import type { Place } from '../positions.js';
import { backwards } from './read-events.js';

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

import type { Read } from './retrying-reads.js';
import type { Client } from '../client/connection.js';
import type { Names } from '../names.js';
import type { AllPosition } from '../positions.js';
import { backwards } from './read-events.js';

/** Events of the first backwards read; mostly the newest event is ours. */
const FIRST_READ_EVENTS = 32;

/** AllPosition of the newest event of ours, or of the one that the log began with: `readAll` takes no filter. */
export async function headPosition(read: Read, { isOurs, log }: Names): Promise<AllPosition | undefined> {
  let found: AllPosition | undefined;
  const search = (client: Client, count: number | undefined, milliseconds: number) =>
    backwards(client, { milliseconds, ...(count !== undefined && { count }) }, ({ streamId, position }) => {
      if (isOurs(streamId) || streamId === log) found = position;
      return found !== undefined;
    });
  await read((client, milliseconds) => search(client, FIRST_READ_EVENTS, milliseconds));
  if (!found) await read((client, milliseconds) => search(client, undefined, milliseconds));
  return found;
}

import { ForeignPosition, PositionBeyondLog, type Position } from '../../../app/log/event-store.js';
import { isAfter, type Place, type Positions } from '../positions.js';
import { backwards, readAt } from './read-events.js';
import type { Read } from './retrying-reads.js';

/**
 * Throws `PositionBeyondLog` for one that this server has not come to, `ForeignPosition` where no event begins: reading
 * from the first finds nothing and waits for ever, and from the second the server fails.
 */
export async function checkReached(read: Read, position: Position, positions: Positions): Promise<void> {
  const place = positions.placeOf(position);
  let end: Place | undefined;
  await read((client, milliseconds) =>
    backwards(client, { count: 1, milliseconds }, (event) => {
      end = event.position;
      return true;
    }),
  );
  if (!end || isAfter(place, end)) throw new PositionBeyondLog();
  await read(
    (client, milliseconds) => readAt(client, place, milliseconds),
    (error) => {
      if (/Unexpected ReadAllResult|Exception was thrown by handler/.test((error as Error).message))
        throw new ForeignPosition();
    },
  );
}

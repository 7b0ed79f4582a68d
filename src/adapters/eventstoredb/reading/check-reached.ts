import { type Position } from '../../../app/log/event-store.js';
import { PositionBeyondLog } from '../../../app/log/same-log.js';
import { isAfter, type AllPosition, type Positions } from '../positions.js';
import { backwards, readAt, refuseNoPlace } from './read-events.js';
import type { Read } from './retrying-reads.js';

/**
 * Throws `PositionBeyondLog` for one that this server has not come to, `ForeignPosition` where no event begins: reading
 * from the first finds nothing and waits for ever, and from the second the server fails.
 */
export async function checkReached(read: Read, position: Position, positions: Positions): Promise<void> {
  const allPosition = positions.allPositionOf(position);
  let end: AllPosition | undefined;
  await read((client, milliseconds) =>
    backwards(client, { count: 1, milliseconds }, (event) => {
      end = event.position;
      return true;
    }),
  );
  if (!end || isAfter(allPosition, end)) throw new PositionBeyondLog();
  await read((client, milliseconds) => readAt(client, allPosition, milliseconds), refuseNoPlace);
}

import type { Delivery, Position } from '../../app/event-store.js';
import { EventStoreDbFault } from './faults.js';
import type { Page } from './pages.js';
import type { Positions } from './positions.js';
import type { Stored } from './stored.js';

/** What is delivered after a position, with every position after the one before. Throws for one that goes backwards. */
export function deliveriesAfter(
  { positions, stored }: { positions: Positions; stored: Stored },
  after: Position | undefined,
) {
  let last = after ?? '';
  return {
    last: () => (last === '' ? undefined : last),
    from({ events, caughtUp, checkpoint }: Page): Delivery {
      const found = events.map(stored);
      for (const { position } of found) {
        if (position <= last) throw new EventStoreDbFault('failed', 'The event store went backwards.', false);
        last = position;
      }
      const reached = checkpoint && positions.at(checkpoint);
      if (reached === undefined || reached <= last) return { events: found, caughtUp };
      last = reached;
      return { events: found, caughtUp, reached };
    },
  };
}

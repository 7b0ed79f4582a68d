import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import type { Delivery, Position, StoredEvent } from '../../../app/log/event-store.js';
import { isContinued } from '../writing/append-marker.js';
import { EventStoreDbFault } from '../client/faults.js';
import type { Page } from './subscription-pages.js';
import type { Positions } from '../positions.js';
import type { Stored } from '../to-stored-event.js';

interface Received {
  event: StoredEvent;
  continues: boolean;
}

/**
 * What one subscription delivers after a position: appends in one piece, and every position after the one before. Throws
 * for one that goes backwards. What it lacks the end of is forgotten with it: `last` is where another has to begin.
 */
export function deliveriesAfter(
  { positions, stored }: { positions: Positions; stored: Stored },
  after: Position | undefined,
) {
  let [delivered, seen] = [after, after ?? ''];
  let received: Received[] = [];

  function receive(raw: AllStreamRecordedEvent): void {
    const event = stored(raw);
    if (event.position <= seen) throw new EventStoreDbFault('failed', 'The event store went backwards.', false);
    seen = event.position;
    received.push({ event, continues: isContinued(Object(raw.metadata) as object) });
  }

  return {
    last: () => delivered,
    from({ events, caughtUp, checkpoint }: Page): Delivery {
      events.forEach(receive);
      const whole = received.findLastIndex(({ continues }) => !continues) + 1;
      const found = received.slice(0, whole).map(({ event }) => event);
      received = received.slice(whole);
      delivered = found.at(-1)?.position ?? delivered;
      if (received.length > 0) return { events: found, caughtUp: false };
      const reached = checkpoint && positions.at(checkpoint);
      if (reached === undefined || reached <= seen) return { events: found, caughtUp };
      delivered = seen = reached;
      return { events: found, caughtUp, reached };
    },
  };
}

import { LogDamaged, StoreUnavailable, type Position, type StoredEvent } from '../../../app/log/event-store.js';
import { deliveriesAfter } from './deliveries.js';
import { faultOf } from '../client/faults.js';
import type { Following } from './follow-all.js';
import { pagesAfter } from './subscription-pages.js';

/**
 * To where the log ends when reading gets there: by a subscription that is left when it has caught up, because the
 * client's `readAll` takes no filter. A reading that is cut is an error: a log cut short must not look whole.
 */
export async function* readAll(
  { connection, names, positions, stored, boundMs, signal }: Omit<Following, 'onCut' | 'onFollowing'>,
  after: Position | undefined,
): AsyncGenerator<StoredEvent[], void> {
  const deliveries = deliveriesAfter({ positions, stored }, after);
  const allPosition = after === undefined ? undefined : positions.allPositionOf(after);
  const [client, since] = [connection.client(), performance.now()];
  try {
    for await (const page of pagesAfter({ client, names, after: allPosition, signal, boundMs })) {
      const { events, caughtUp } = deliveries.from(page);
      if (events.length > 0) yield events;
      if (caughtUp) return;
    }
  } catch (error) {
    if (error instanceof LogDamaged) throw error;
    connection.failed(error, client, since);
    throw new StoreUnavailable('The event store cannot be read now.', { cause: faultOf(error) });
  }
  throw new StoreUnavailable('The event store is closed, or has ended the reading.');
}

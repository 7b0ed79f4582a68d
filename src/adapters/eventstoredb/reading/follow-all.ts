import { LogDamaged, StoreUnavailable, type Delivery, type Position } from '../../../app/log/event-store.js';
import { ForeignPosition } from '../../../app/log/same-log.js';
import { backoff } from '../../../app/retries/backoff.js';
import type { Connection } from '../client/connection.js';
import type { LogVerifier } from '../verify-log.js';
import { deliveriesAfter } from './deliveries.js';
import { EventStoreDbFault, faultOf } from '../client/faults.js';
import type { Names } from '../names.js';
import { pauseUntilAnswered } from '../client/pause-until-answered.js';
import { pagesAfter } from './subscription-pages.js';
import type { Positions } from '../positions.js';
import type { Stored } from '../to-stored-event.js';

/** Delay in ms before the next subscription, after so many that were cut. */
const resubscribeDelay = backoff(50, 5000);

export interface Following {
  connection: Connection;
  names: Names;
  positions: Positions;
  stored: Stored;
  boundMs: number;
  signal: AbortSignal;
  verifier: LogVerifier;
  /** Called whenever the subscription is cut. */
  onCut: (fault: EventStoreDbFault, aliveAt: number) => void;
  /** Called whenever it has caught up after that, and the consumer has taken all events. */
  onFollowing: () => void;
}

/** Follows until the signal aborts: a subscription never comes again by itself, and being dropped is normal for one that lags. */
export async function* followAll(following: Following, after: Position | undefined): AsyncGenerator<Delivery, void> {
  const { connection, names, positions, boundMs, signal, verifier, onCut, onFollowing } = following;
  let last = after;
  const over = () => signal.aborted;
  for (let cuts = 0; !over(); cuts++) {
    let missed = true;
    const deliveries = deliveriesAfter(following, last);
    let [client, since] = [connection.client(), performance.now()];
    try {
      await verifier.verify();
      [client, since] = [connection.client(), performance.now()]; // the check may have replaced it
      const allPosition = last === undefined ? undefined : positions.allPositionOf(last);
      for await (const page of pagesAfter({ client, names, after: allPosition, signal, boundMs })) {
        const delivery = deliveries.from(page);
        connection.answered();
        last = deliveries.last();
        delivery.events.forEach(verifier.saw);
        cuts = -1;
        if (delivery.events.length > 0 || delivery.caughtUp || delivery.reached) yield delivery;
        if (delivery.caughtUp && missed) onFollowing();
        missed &&= !delivery.caughtUp;
      }
      connection.ended();
      if (!over())
        onCut(
          new EventStoreDbFault('unreachable', 'The event store ended the subscription.', false),
          connection.aliveAt(),
        );
    } catch (error) {
      if (error instanceof ForeignPosition || error instanceof LogDamaged) throw error;
      if (!(error instanceof StoreUnavailable)) connection.failed(error, client, since);
      onCut(faultOf(error), connection.aliveAt());
    }
    await pauseUntilAnswered(connection, resubscribeDelay(cuts + 1), signal);
  }
  if (verifier.damaged.aborted) await verifier.verify(); // throws: the subscription has not ended by its consumer's will
}

import { StoreUnavailable, type Position } from '../../../app/log/event-store.js';
import type { Connection } from '../client/connection.js';
import { EventStoreDbFault, faultOf } from '../client/faults.js';
import type { Positions } from '../positions.js';
import type { LogVerifier } from '../verify-log.js';
import { appendInOrder, type InOrder } from './append-in-order.js';

interface Sending {
  connection: Connection;
  positions: Positions;
  verifier: LogVerifier;
  /** Milliseconds to wait for the next answer. */
  boundMs: number;
}

/** The appends, once, to the known log. Rejects with `StoreUnavailable` at the first failure, whatever it is. */
export async function sendInOrder(
  { connection, positions, verifier, boundMs }: Sending,
  appends: InOrder,
): Promise<Position> {
  const [client, since, cuts] = [connection.client(), performance.now(), connection.cuts()];
  try {
    const position = positions.at(await appendInOrder(client, appends, boundMs));
    connection.answered();
    // it may have gone into another log than the known one: whoever sends these appends singly is told
    if (connection.cuts() !== cuts) throw new EventStoreDbFault('unreachable', 'The connection was cut.', true);
    verifier.saw({ id: appends.at(-1)?.texts.at(-1)?.id ?? '', position });
    return position;
  } catch (error) {
    if (!(error instanceof EventStoreDbFault)) connection.failed(error, client, since);
    throw new StoreUnavailable('The event store has not taken all of several appends.', { cause: faultOf(error) });
  }
}

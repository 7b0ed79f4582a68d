import { randomBytes } from 'node:crypto';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { eventStoreContract } from '../store/contract.js';
import { patienceMs } from '../kit/patience.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { idempotencyRecordsContract } from '../store/idempotency-records-contract.js';
import { eventStoreDbAttempts } from './attempts.js';
import { eventStoreDbUsage } from './usage.js';
import { eventStoreDbWorkerState } from './worker-state.js';
import { eventStoreDbPromises } from './promises.js';

/** Everything that is asked of the adapter, over whatever speaks EventStoreDB's protocol at this address. */
export function eventStoreDbSuite(name: string, connectionStringOf: () => Promise<string>): void {
  const prefix = `t${randomBytes(6).toString('hex')}`; // so that it can be run again on a server that was used
  const open = async () =>
    openEventStoreDb({ connectionString: await connectionStringOf(), prefix, boundMs: patienceMs });
  eventStoreContract(name, open);
  eventStoreDbPromises(name, connectionStringOf);
  idempotencyRecordsContract(name, async () => {
    const [one, other] = [await open(), await open()];
    for (const store of [one, other]) closeAfterwards(() => store.close());
    return [one.records, other.records];
  });
  eventStoreDbAttempts(name, connectionStringOf);
  eventStoreDbUsage(name, connectionStringOf);
  eventStoreDbWorkerState(name, connectionStringOf);
}

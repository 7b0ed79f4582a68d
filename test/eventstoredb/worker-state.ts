import { randomBytes } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { patienceMs } from '../kit/patience.js';
import { allAfter } from '../store/some-events.js';
import { workerStateContract } from '../store/worker-state-contract.js';

/** What the adapter's documents of the worker promise, in streams that nobody who follows the log sees. */
export function eventStoreDbWorkerState(name: string, connectionStringOf: () => Promise<string>): void {
  const aPrefix = () => `t${randomBytes(6).toString('hex')}`;
  async function open(prefix = aPrefix()) {
    const store = await openEventStoreDb({
      connectionString: await connectionStringOf(),
      prefix,
      boundMs: patienceMs,
    });
    closeAfterwards(() => store.close());
    return store;
  }

  workerStateContract(name, async () => {
    const prefix = aPrefix();
    return [(await open(prefix)).workerState, (await open(prefix)).workerState];
  });

  describe(`the documents of the worker on ${name}`, () => {
    test('are in streams that show the newest alone and are no part of the log', async () => {
      const prefix = aPrefix();
      const store = await open(prefix);
      const before = await store.head();
      for (let n = 0; n < 25; n++)
        expect(await store.workerState.write('lease', n === 0 ? undefined : n - 1, { n })).toBe(n);
      expect(await store.workerState.read('lease')).toEqual({ revision: 24, value: { n: 24 } });
      expect([await allAfter(store, undefined), await store.head()]).toEqual([[], before]);
      const client = EventStoreDBClient.connectionString(await connectionStringOf());
      closeAfterwards(() => client.dispose());
      const shown = [];
      for await (const { event } of client.readStream(`${prefix}keyledgerWorker-lease`)) shown.push(event?.data);
      expect(shown).toHaveLength(10);
      expect(shown.at(-1)).toEqual({ value: { n: 24 } });
    });

    test('are closed with the store', async () => {
      const store = await open();
      const writing = store.workerState.write('lease', undefined, 'x');
      await store.close();
      await expect(writing).resolves.toBe(0);
      await expect(store.workerState.read('lease')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    });
  });
}

import { randomBytes, randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { patienceMs } from '../kit/patience.js';
import { allAfter } from '../store/some-events.js';
import { aRead, readersContract } from '../store/readers-contract.js';
import {
  aBatch,
  aPresence,
  aReport,
  aTally,
  later,
  noon,
  since,
  today,
  usageContract,
} from '../store/usage-contract.js';

/** What the adapter's use of credentials promises, in streams that go by themselves and that nobody who follows the log sees. */
export function eventStoreDbUsage(name: string, connectionStringOf: () => Promise<string>): void {
  const aPrefix = () => `t${randomBytes(6).toString('hex')}`;
  async function open(prefix = aPrefix(), at = later) {
    const connectionString = await connectionStringOf();
    const store = await openEventStoreDb({ connectionString, prefix, boundMs: patienceMs, now: () => new Date(at) });
    closeAfterwards(() => store.close());
    return store;
  }

  usageContract(name, async () => {
    const { usage } = await open();
    await usage.refresh();
    return usage;
  });

  readersContract(name, async () => (await open()).usage);

  test(`who reads on ${name} is known to all servers, each once, in streams outside the log`, async () => {
    const prefix = aPrefix();
    const [one, other] = [await open(prefix), await open(prefix)];
    const before = await one.head();
    for (const { usage } of [one, other, one]) await usage.writeReads([aRead()]);
    for (const { usage } of [one, other]) expect(await usage.readsOf('acme')).toEqual([aRead()]);
    expect([await allAfter(one, undefined), await one.head()]).toEqual([[], before]);
    await one.close();
    await expect(one.usage.readsOf('acme')).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  describe(`the use of credentials on ${name}`, () => {
    test('is that of all servers, whichever is asked, whatever came first', async () => {
      const prefix = aPrefix();
      const nodes = [(await open(prefix)).usage, (await open(prefix)).usage, (await open(prefix)).usage];
      const used = aTally();
      for (let round = 0; round < 3; round++)
        for (const [n, node] of nodes.entries()) {
          await node.write(aBatch({ ...used, lastAt: n === 1 ? later : noon }));
          if (round === n) await node.refresh();
        }
      const answers = [];
      for (const node of nodes) {
        await node.refresh();
        answers.push(await node.find([used.subjectId]));
      }
      const whole = { observedSince: since, tallies: [{ ...used, lastAt: later, days: { [today]: 9 } }] };
      expect(answers).toEqual([whole, whole, whole]);
      const { usage: newcomer } = await open(prefix);
      await expect(newcomer.find([])).rejects.toMatchObject({ name: 'StoreUnavailable' }); // it does not know yet
      await newcomer.refresh();
      expect(await newcomer.find([used.subjectId])).toEqual(whole);
    });

    test('is told with who has recorded, of all servers', async () => {
      const prefix = aPrefix();
      const [one, other] = [(await open(prefix)).usage, (await open(prefix)).usage];
      const [here, gone] = [aPresence(), aPresence({ nodeName: 'gone', end: 'STOPPED' })];
      await one.write({ ...aBatch(), presence: here });
      await other.write({ ...aBatch(aTally()), presence: gone });
      await one.write(aReport({ ...here, at: later }));
      for (const node of [one, other]) {
        await node.refresh();
        const known = await node.presence();
        expect(known).toHaveLength(2);
        expect(known).toEqual(expect.arrayContaining([{ ...here, at: later }, gone]));
      }
    });

    test('comes again from a server that was silent for days', async () => {
      const prefix = aPrefix();
      let at = '2026-06-01T12:00:00.000Z';
      const connectionString = await connectionStringOf();
      const opened = await openEventStoreDb({ connectionString, prefix, boundMs: patienceMs, now: () => new Date(at) });
      closeAfterwards(() => opened.close());
      const reader = (await open(prefix, '2026-06-09T12:00:00.000Z')).usage;
      const used = aTally();
      await opened.usage.write(aBatch(used));
      for (let n = 0; n < 2; n++) await reader.refresh();
      at = '2026-06-09T12:00:00.000Z';
      await opened.usage.write(aBatch(used));
      await reader.refresh();
      expect((await reader.find([used.subjectId])).tallies).toMatchObject([{ days: { [today]: 2 } }]);
    });

    test('is known for 90 days, whoever has recorded before', async () => {
      const { usage } = await open(aPrefix(), '2026-12-01T12:00:00.000Z');
      await usage.write(aBatch());
      await usage.refresh();
      expect((await usage.find([])).observedSince).toBe('2026-09-03T00:00:00.000Z');
    });

    test('is in streams that have an age, and no part of the log', async () => {
      const prefix = aPrefix();
      const store = await open(prefix);
      const before = await store.head();
      await store.usage.write(aBatch(aTally()));
      await store.usage.refresh();
      expect(await allAfter(store, undefined)).toEqual([]);
      expect(await store.head()).toBe(before);
      const client = EventStoreDBClient.connectionString(await connectionStringOf());
      closeAfterwards(() => client.dispose());
      const read = async (stream: string) => {
        const found = [];
        for await (const { event } of client.readStream(stream)) if (event) found.push(event);
        return found;
      };
      const [node] = await read(`${prefix}keyledgerUsageNodes`);
      const { nodeId } = node?.data as unknown as { nodeId: string };
      for (const stream of ['keyledgerUsageNodes', `keyledgerUsage-${nodeId}`]) {
        const [age] = await read(`$$${prefix}${stream}`);
        expect(age?.data).toEqual({ $maxAge: 100 * 24 * 60 * 60 });
      }
      const [summary] = await read(`${prefix}keyledgerUsage-${nodeId}`);
      expect(Object.keys(summary?.data as object).sort()).toEqual(['observedSince', 'tallies']);
    });

    test('is closed with the store', async () => {
      const store = await open();
      await store.close();
      await expect(store.usage.write({ ...aBatch(), id: randomUUID() })).rejects.toMatchObject({
        name: 'StoreUnavailable',
      });
    });
  });
}

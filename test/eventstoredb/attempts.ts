import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import type { IdempotencyRecords } from '../../src/app/commands/idempotency/records.js';
import { patienceMs } from '../kit/patience.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aRecord, noon } from '../store/idempotency-records-contract.js';
import { allAfter } from '../store/some-events.js';

/** What the adapter's records promise beyond the port: they go by themselves, and nobody who follows the log sees them. */
export function eventStoreDbAttempts(name: string, connectionStringOf: () => Promise<string>): void {
  describe(`the records of ${name}`, () => {
    const prefix = `t${randomBytes(6).toString('hex')}`;
    const streamOf = (id: string) => `${prefix}keyledgerAttempt-${id}`;
    async function open() {
      const store = await openEventStoreDb({
        connectionString: await connectionStringOf(),
        prefix,
        boundMs: patienceMs,
      });
      closeAfterwards(() => store.close());
      return store;
    }
    async function rawClient() {
      const client = EventStoreDBClient.connectionString(await connectionStringOf());
      closeAfterwards(() => client.dispose());
      const read = async (stream: string) => {
        const found = [];
        for await (const { event } of client.readStream(stream)) if (event) found.push(event);
        return found;
      };
      return { client, read };
    }
    const hidden = async ({ find }: IdempotencyRecords, id: string) => {
      while (await find([id], noon)) await after(50);
    };

    test('are given an age by the server before they are there', async () => {
      const { records } = await open();
      const { read } = await rawClient();
      const { id } = await records.save(aRecord(), noon);
      const [[age], [first]] = [await read(`$$${streamOf(id)}`), await read(streamOf(id))];
      expect(age?.data).toEqual({ $maxAge: 25 * 60 * 60 });
      expect(first?.position?.commit).toBeGreaterThan(age?.position?.commit as bigint);
    });

    test('end in an event without what was minted, which a scavenge would leave', async () => {
      const { records } = await open();
      const { read } = await rawClient();
      const record = aRecord({ minted: 'what was minted, sealed' });
      await records.save(record, noon);
      const events = await read(streamOf(record.id));
      expect(JSON.stringify(events[0]?.data)).toContain(record.minted);
      expect(JSON.stringify(events.at(-1)?.data)).not.toContain(record.minted);
    });

    test('that the server hides make room for new ones, more than once', async () => {
      const [one, other] = [(await open()).records, (await open()).records];
      const { client } = await rawClient();
      const first = aRecord({ minted: 'first', ending: 'an end' });
      const { id } = await one.save(first, noon);
      for (const seed of ['second', 'third']) {
        await client.setStreamMetadata(streamOf(id), { maxAge: 1 });
        await hidden(one, id);
        await client.setStreamMetadata(streamOf(id), {
          maxAge: 25 * 60 * 60,
          truncateBefore: await nextOf(client, id),
        });
        const wanted = [1, 2, 3, 4].map((n) => aRecord({ id, seed: `${seed} ${n}` }));
        const kept = await Promise.all(wanted.map((record, n) => (n % 2 ? one : other).save(record, noon)));
        const [next = aRecord()] = kept;
        expect(kept).toEqual(kept.map(() => next));
        expect(wanted).toContainEqual(next);
        expect(await one.save({ ...next, ending: 'an end' }, noon)).toEqual({ ...next, ending: 'an end' });
        expect(await other.find([id], noon)).toEqual({ ...next, ending: 'an end' });
      }
    });

    /** The revision after the last, from a stream of which nothing can be read. */
    const nextOf = async (client: EventStoreDBClient, id: string) => {
      const append = client.appendToStream(streamOf(id), [], { expectedRevision: 99n });
      const { actualVersion } = (await append.catch((error: unknown) => error)) as { actualVersion: bigint };
      return Number(actualVersion) + 1;
    };

    test('are no part of the log', async () => {
      const store = await open();
      const before = await store.head();
      const { id } = await store.records.save(aRecord(), noon);
      expect(await store.records.find([id], noon)).toBeDefined();
      expect(await allAfter(store, undefined)).toEqual([]);
      expect(await store.head()).toBe(before);
    });

    test('are closed with the store, and before it', async () => {
      const [one, other] = [await open(), await open()];
      const keeping = one.records.save(aRecord(), noon);
      await one.close();
      await expect(keeping).resolves.toMatchObject({ seed: 'first' });
      await other.records.close();
      await expect(one.records.save(aRecord(), noon)).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await expect(other.records.find(['an id'], noon)).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await other.head();
    });
  });
}

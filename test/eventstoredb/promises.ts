import { randomBytes, randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openEventStoreDb, type EventStoreDb, type EventStoreDbOptions } from '../../src/adapters/eventstoredb/open.js';
import { LogDamaged, NO_STREAM, RevisionConflict } from '../../src/app/log/event-store.js';
import { ForeignPosition } from '../../src/app/log/same-log.js';
import { patienceMs } from '../kit/patience.js';
import { following } from '../store/following.js';
import { allAfter, anEvent, aStream, idsOf, someEvents } from '../store/some-events.js';

/** What the adapter promises beyond the port: several logs on one server, and what others put beside them. */
export function eventStoreDbPromises(name: string, connectionStringOf: () => Promise<string>): void {
  describe(`the adapter on ${name}`, () => {
    const opened: { close(): Promise<void> }[] = [];
    afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())));
    const aPrefix = () => `t${randomBytes(6).toString('hex')}`;
    const openWith = async (options: Partial<EventStoreDbOptions> = {}): Promise<EventStoreDb> => {
      const store = await openEventStoreDb({
        connectionString: await connectionStringOf(),
        prefix: aPrefix(),
        boundMs: patienceMs,
        ...options,
      });
      opened.push(store);
      return store;
    };
    const rawClient = async () => {
      const client = EventStoreDBClient.connectionString(await connectionStringOf());
      opened.push({ close: () => client.dispose() });
      return client;
    };
    const rawEvent = (data: object = {}) =>
      jsonEvent({ id: randomUUID(), type: 'Foreign', data: data as Record<string, never>, metadata: {} });

    test('says the version of the server', async () => {
      expect((await (await openWith()).ready()).serverVersion).toMatch(/^\d+\.\d+\.\d+/);
    });

    test('gives the same log the same id, from however many nodes it is begun, and another log another', async () => {
      const prefix = aPrefix();
      const nodes = await Promise.all(Array.from({ length: 5 }, () => openWith({ prefix })));
      const heads = await Promise.all(nodes.map((node) => node.head()));
      expect(new Set(heads).size).toBe(1);
      const other = await openWith();
      const { position } = await other.append(aStream(), NO_STREAM, [anEvent()]);
      await expect(allAfter(nodes[0]!, position)).rejects.toBeInstanceOf(ForeignPosition);
      expect(await nodes[0]!.head()).toBe(heads[0]);
    });

    test('keeps logs on one server apart: streams, reading, following, head', async () => {
      const [one, other] = [await openWith(), await openWith()];
      const stream = aStream();
      const [ours, theirs] = [someEvents(3), someEvents(2)];
      const { position } = await one.append(stream, NO_STREAM, ours);
      await other.append(stream, NO_STREAM, theirs);
      const foreign = await rawClient();
      await foreign.appendToStream(`${aPrefix()}${stream}`, [rawEvent()], { expectedRevision: 'no_stream' });
      expect(idsOf(await one.readStream(stream))).toEqual(idsOf(ours));
      expect(idsOf(await allAfter(one, undefined))).toEqual(idsOf(ours));
      expect(idsOf(await allAfter(other, undefined))).toEqual(idsOf(theirs));
      expect(await one.head()).toBe(position);
      const subscription = following(one, undefined);
      await subscription.until(({ caughtUp }) => caughtUp);
      expect(idsOf(subscription.seen)).toEqual(idsOf(ours));
      subscription.abort();
    });

    test('advances over the events of others, and goes on from there', async () => {
      const store = await openWith();
      const start = await store.head();
      const foreign = await rawClient();
      const others = Array.from({ length: 3000 }, () => rawEvent());
      await foreign.appendToStream(`${aPrefix()}-${randomUUID()}`, others, { expectedRevision: 'no_stream' });
      const subscription = following(store, start);
      let reached = start;
      await subscription.until((delivery) => {
        reached = delivery.reached ?? reached;
        return delivery.caughtUp && reached > start;
      });
      const made = [anEvent()];
      const { position } = await store.append(aStream(), NO_STREAM, made);
      expect(position > reached).toBe(true);
      await subscription.until(() => subscription.seen.length > 0);
      expect(idsOf(await allAfter(store, reached))).toEqual(idsOf(made));
      subscription.abort();
    });

    test('refuses a position at which no event begins, and one that is beyond the end', async () => {
      const store = await openWith();
      const { position } = await store.append(aStream(), NO_STREAM, [anEvent()]);
      const place = BigInt(`0x${position.slice(-16)}`);
      for (const other of [place - 1n, place + 1_000_000_000n]) {
        const crafted = `${position.slice(0, 13)}${other.toString(16).padStart(16, '0').repeat(2)}`;
        await expect(allAfter(store, crafted)).rejects.toBeInstanceOf(ForeignPosition);
        await expect(following(store, crafted).next()).rejects.toBeInstanceOf(ForeignPosition);
      }
    });

    test('answers with the place of the last event, at the first time and at a retry', async () => {
      const store = await openWith();
      const stream = aStream();
      const made = someEvents(5);
      const appended = await store.append(stream, NO_STREAM, made);
      await store.append(stream, 4, someEvents(2));
      expect(await store.append(stream, NO_STREAM, made)).toEqual(appended);
      const events = await store.readStream(stream);
      expect(appended).toEqual({ revision: 4, position: events[4]?.position });
    });

    test('takes what the store at hand takes: a mebibyte of data and metadata, and not a byte more', async () => {
      const store = await openWith();
      const stream = aStream();
      const [text, metadata] = [(length: number) => ({ text: 'x'.repeat(length) }), {}];
      const limit = 1024 * 1024 - JSON.stringify(text(0)).length - JSON.stringify(metadata).length;
      const big = { ...anEvent(text(limit)), metadata };
      await expect(store.append(stream, NO_STREAM, [{ ...big, data: text(limit + 1) }])).rejects.toBeInstanceOf(
        RangeError,
      );
      expect(await store.readStream(stream)).toEqual([]);
      await store.append(stream, NO_STREAM, [big]);
      expect(await store.readStream(stream)).toMatchObject([big]);
    });

    test('asks about every event before the client sees it', async () => {
      const store = await openWith({
        check: ({ type }) => {
          if (type === 'Forbidden') throw new TypeError('The event is not one of ours.');
        },
      });
      const stream = aStream();
      const append = store.append(stream, NO_STREAM, [anEvent(), { ...anEvent(), type: 'Forbidden' }]);
      await expect(append).rejects.toThrow('The event is not one of ours.');
      expect(await store.readStream(stream)).toEqual([]);
      await expect(store.append('account-1', NO_STREAM, [anEvent()])).rejects.toBeInstanceOf(TypeError);
    });

    test('takes a stream that something else has written or truncated for a damaged log', async () => {
      const prefix = aPrefix();
      const store = await openWith({ prefix });
      const foreign = await rawClient();
      const [written, truncated] = [aStream(), aStream()];
      const ours = (stream: string) => `${prefix}${stream}`;
      await foreign.appendToStream(
        ours(truncated),
        someEvents(3).map(({ id }) => ({ ...rawEvent(), id })),
      );
      await foreign.setStreamMetadata(ours(truncated), { truncateBefore: 2 });
      await expect(store.readStream(truncated)).rejects.toBeInstanceOf(LogDamaged);
      await foreign.appendToStream(ours(written), [jsonEvent({ id: randomUUID(), type: 'Foreign', data: 'text' })]);
      await expect(store.readStream(written)).rejects.toBeInstanceOf(LogDamaged);
    });

    test('makes a thousand appends at once, whatever may be in flight together', async () => {
      const store = await openWith({ maxInFlight: 16 });
      const streams = Array.from({ length: 1000 }, aStream);
      const appended = await Promise.all(streams.map((stream) => store.append(stream, NO_STREAM, someEvents(2))));
      expect(new Set(appended.map(({ position }) => position)).size).toBe(1000);
      expect(await allAfter(store, undefined)).toHaveLength(2000);
    });

    test('has one winner where two nodes append to one stream', async () => {
      const prefix = aPrefix();
      const nodes = [await openWith({ prefix }), await openWith({ prefix })];
      const stream = aStream();
      const outcomes = await Promise.allSettled(nodes.map((node) => node.append(stream, NO_STREAM, [anEvent()])));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = outcomes.find((outcome) => outcome.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(RevisionConflict);
    });
  });
}

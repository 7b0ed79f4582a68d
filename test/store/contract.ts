import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  LogDamaged,
  NO_STREAM,
  RevisionConflict,
  StoreUnavailable,
  type EventStore,
  type EventToAppend,
} from '../../src/app/log/event-store.js';
import { ForeignPosition } from '../../src/app/log/same-log.js';
import { following } from './following.js';
import { allAfter, anAccountsStream, anEvent, aStream, idsOf, ofStreams, someEvents } from './some-events.js';

/**
 * Everything an event store promises, for whichever adapter. `openStore` gives a store per test; the log may have
 * events of others in it, before and meanwhile. The suite closes each store it was given.
 */
export function eventStoreContract(name: string, openStore: () => Promise<EventStore>): void {
  describe(`${name} as an event store`, () => {
    let store: EventStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    const conflictAt = (current: number | typeof NO_STREAM) => ({ name: 'RevisionConflict', current });

    describe('a stream', () => {
      test('that does not exist has no events', async () => {
        expect(await store.readStream(aStream())).toEqual([]);
      });

      test('gives back what was appended, in order, with its places', async () => {
        const stream = aStream();
        const [first, second, third] = [anEvent(), anEvent(), anEvent()];
        const one = await store.append(stream, NO_STREAM, [first]);
        const two = await store.append(stream, 0, [second, third]);
        expect([one.revision, two.revision]).toEqual([0, 2]);
        const events = await store.readStream(stream);
        expect(events).toEqual([
          { ...first, stream, revision: 0, position: one.position },
          { ...second, stream, revision: 1, position: expect.any(String) },
          { ...third, stream, revision: 2, position: two.position },
        ]);
      });

      test.each([500, 501, 1000, 1001])('of %i events is read whole, also while it grows', async (length) => {
        const [stream, events] = [aStream(), someEvents(length)];
        for (let from = 0; from < length; from += 250)
          await store.append(stream, from === 0 ? NO_STREAM : from - 1, events.slice(from, from + 250));
        const later = someEvents(3);
        const reading = store.readStream(stream);
        await store.append(stream, length - 1, later);
        const read = await reading;
        expect(read.length).toBeGreaterThanOrEqual(length);
        expect(idsOf(read)).toEqual(idsOf([...events, ...later]).slice(0, read.length));
        expect(read.map(({ revision }) => revision)).toEqual(read.map((_, index) => index));
      });

      test('has a last event, which alone is read', async () => {
        const stream = aStream();
        expect(await store.lastOf(stream)).toBeUndefined();
        const [first, second] = [someEvents(3), someEvents(2)];
        await store.append(stream, NO_STREAM, first);
        await store.append(stream, 2, second);
        await store.append(aStream(), NO_STREAM, someEvents(1));
        expect(await store.lastOf(stream)).toEqual((await store.readStream(stream)).at(-1));
        await expect((async () => store.lastOf(''))()).rejects.toBeInstanceOf(TypeError);
      });

      test('keeps text of any script, escapes and deep data as they are', async () => {
        const stream = aStream();
        const data = {
          text: 'Zoë 北京 😀 \u202e العربية e\u0301 " \\ \n \u0000 \u2028',
          'ключ\u0000': [null, true, -0.5, 1e21, { deep: [[]] }],
          lone: '\ud800',
          ['__proto__']: 'own',
        };
        await store.append(stream, NO_STREAM, [{ ...anEvent(data), metadata: data }]);
        const [event] = await store.readStream(stream);
        expect(JSON.stringify(event?.data)).toBe(JSON.stringify(data));
        expect(JSON.stringify(event?.metadata)).toBe(JSON.stringify(data));
      });
    });

    describe('an expected revision', () => {
      test('NO_STREAM is refused once the stream exists', async () => {
        const stream = aStream();
        await store.append(stream, NO_STREAM, someEvents(3));
        await expect(store.append(stream, NO_STREAM, [anEvent()])).rejects.toMatchObject(conflictAt(2));
        await expect(store.append(stream, NO_STREAM, [anEvent()])).rejects.toBeInstanceOf(RevisionConflict);
      });

      test('that is stale or ahead is refused with the current one, and nothing is written', async () => {
        const stream = aStream();
        const kept = someEvents(2);
        await store.append(stream, NO_STREAM, kept);
        await expect(store.append(stream, 0, [anEvent()])).rejects.toMatchObject(conflictAt(1));
        await expect(store.append(stream, 2, [anEvent()])).rejects.toMatchObject(conflictAt(1));
        await expect(store.append(aStream(), 0, [anEvent()])).rejects.toMatchObject(conflictAt(NO_STREAM));
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf(kept));
      });

      test('refuses several events whole', async () => {
        const stream = aStream();
        const kept = [anEvent()];
        await store.append(stream, NO_STREAM, kept);
        const after = await store.head();
        await expect(store.append(stream, NO_STREAM, someEvents(5))).rejects.toMatchObject(conflictAt(0));
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf(kept));
        expect(ofStreams([stream], await allAfter(store, after))).toEqual([]);
      });
    });

    describe('a retry, the same ids at the same expected revision', () => {
      test('resolves to the original place, at once and at any age', async () => {
        const stream = aStream();
        const [made, more] = [someEvents(2), someEvents(2)];
        const original = await store.append(stream, NO_STREAM, made);
        expect(await store.append(stream, NO_STREAM, made)).toEqual(original);
        const later = await store.append(stream, 1, more);
        for (let n = 0; n < 20; n++) await store.append(aStream(), NO_STREAM, [anEvent()]);
        expect(await store.append(stream, NO_STREAM, made)).toEqual(original);
        expect(await store.append(stream, 1, more)).toEqual(later);
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf([...made, ...more]));
      });

      test('is recognised beside the original', async () => {
        const stream = aStream();
        const made = someEvents(3);
        const answers = await Promise.all(Array.from({ length: 10 }, () => store.append(stream, NO_STREAM, made)));
        expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
        expect(answers.map(({ revision }) => revision)).toEqual(Array(10).fill(2));
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf(made));
      });

      test('is not one with some other ids, fewer of them known, in another order, or elsewhere', async () => {
        const stream = aStream();
        const made = someEvents(2) as [EventToAppend, EventToAppend];
        await store.append(stream, NO_STREAM, made);
        const refused: [string, EventToAppend[]][] = [
          ['partial overlap', [made[0], anEvent()]],
          ['superset', [...made, anEvent()]],
          ['shifted', [anEvent(), made[0]]],
          ['reversed', [made[1], made[0]]],
        ];
        for (const [how, events] of refused) {
          const outcome = await store.append(stream, NO_STREAM, events).catch((error: unknown) => error);
          expect([how, outcome]).toEqual([how, expect.objectContaining(conflictAt(1))]);
        }
        await expect(store.append(stream, 5, made)).rejects.toMatchObject(conflictAt(1));
        await expect(store.append(aStream(), 1, made)).rejects.toMatchObject(conflictAt(NO_STREAM));
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf(made));
      });
    });

    describe('what cannot be stored is refused without a trace:', () => {
      const circular: { self?: object } = {};
      circular.self = circular;
      const cases: [string, number | typeof NO_STREAM, EventToAppend[], RegExp][] = [
        ['an id that is no UUID', NO_STREAM, [anEvent(), { ...anEvent(), id: 'tell-no-one' }], /id .* UUID/],
        ['no events', NO_STREAM, [], /at least one event/],
        ['a bigint', NO_STREAM, [anEvent({ amount: 12345678901234567890n })], /data .* serialised/],
        ['a circle', NO_STREAM, [{ ...anEvent(), metadata: circular }], /metadata .* serialised/],
        ['data that is no object', NO_STREAM, [anEvent(new Date(0))], /data .* JSON object/],
        ['a negative revision', -1, [anEvent()], /revision/],
        ['half a revision', 0.5, [anEvent()], /revision/],
      ];
      test.each(cases)('%s', async (_, expected, events, words) => {
        const stream = aStream();
        const error = await store.append(stream, expected, events).catch((reason: unknown) => reason as Error);
        if (!(error instanceof Error)) throw new Error('It was not refused.');
        expect(error.name).toMatch(/^(Type|Range)Error$/);
        expect(error.message).toMatch(words);
        expect(String(error.stack)).not.toMatch(/tell-no-one|12345678901234567890/);
        expect(await store.readStream(stream)).toEqual([]);
      });
    });

    describe('positions', () => {
      test('grow as text through the log, and head is the last', async () => {
        const start = await store.head();
        const streams = [aStream(), aStream(), aStream()];
        for (let revision = 0; revision < 10; revision++) {
          for (const stream of streams)
            await store.append(stream, revision === 0 ? NO_STREAM : revision - 1, [anEvent()]);
        }
        const { position } = await store.append(aStream(), NO_STREAM, someEvents(3));
        const found = (await allAfter(store, start)).map((event) => event.position);
        expect(found.length).toBeGreaterThanOrEqual(33);
        expect(found).toEqual([...new Set(found)].sort());
        expect(found.every((each) => each > start && each <= position)).toBe(true);
        expect(await store.head()).toBe(position);
      });

      test('are exclusive, also between two events of one append', async () => {
        const stream = aStream();
        const made = someEvents(4);
        const { position } = await store.append(stream, NO_STREAM, made);
        const [, second] = await store.readStream(stream);
        const after = async (from?: string) => idsOf(ofStreams([stream], await allAfter(store, from)));
        expect(await after(second?.position)).toEqual(idsOf(made.slice(2)));
        expect(await after(position)).toEqual([]);
        expect(await after()).toEqual(idsOf(made));
      });

      test('of another log, beyond the end or of no form are refused, in reading and in following', async () => {
        await store.append(aStream(), NO_STREAM, [anEvent()]);
        const head = await store.head();
        const [log, place] = head.split('_') as [string, string];
        const foreign = [
          `${log.replace(/./g, (digit) => (digit === '0' ? '1' : '0'))}_${place}`,
          `${log}_${'0'.repeat(place.length - 1)}g`,
          `${log}_${'f'.repeat(place.length)}`,
          `${log}_${(BigInt(`0x${place}`) + 0xffffffffn).toString(16).padStart(place.length, '0')}`, // well-formed, not reached
          place,
          `${head}0`,
          '',
        ];
        for (const position of foreign) {
          await expect(allAfter(store, position)).rejects.toBeInstanceOf(ForeignPosition);
          await expect(following(store, position).next()).rejects.toBeInstanceOf(ForeignPosition);
        }
      });
    });

    describe('reading all', () => {
      test('gives thousands of events once each, in order, in pages that are never empty', async () => {
        const start = await store.head();
        const streams = Array.from({ length: 13 }, aStream);
        await Promise.all(streams.map((stream) => store.append(stream, NO_STREAM, someEvents(100))));
        const pages: number[] = [];
        for await (const events of store.readAll(start)) pages.push(events.length);
        expect(pages.length).toBeGreaterThan(1);
        expect(Math.min(...pages)).toBeGreaterThan(0);
        const events = ofStreams(streams, await allAfter(store, start));
        expect(events).toHaveLength(1300);
        for (const stream of streams) {
          expect(ofStreams([stream], events).map(({ revision }) => revision)).toEqual([...Array(100).keys()]);
        }
      });
    });

    describe('streams of accounts beside those of keys', () => {
      test('are in one order with them: read, followed, and at the head', async () => {
        const start = await store.head();
        const [key, account] = [aStream(), anAccountsStream()];
        const made = someEvents(4) as [EventToAppend, EventToAppend, EventToAppend, EventToAppend];
        await store.append(key, NO_STREAM, [made[0]]);
        await store.append(account, NO_STREAM, [made[1]]);
        await store.append(key, 0, [made[2]]);
        const { position } = await store.append(account, 0, [made[3]]);
        expect(idsOf(ofStreams([key, account], await allAfter(store, start)))).toEqual(idsOf(made));
        expect(idsOf(await store.readStream(account))).toEqual(idsOf([made[1], made[3]]));
        expect(await store.head()).toBe(position);
        const subscription = following(store, start);
        await subscription.until(({ caughtUp }) => caughtUp);
        expect(idsOf(ofStreams([key, account], subscription.seen))).toEqual(idsOf(made));
        expect(new Set(ofStreams([account], subscription.seen).map(({ stream }) => stream))).toEqual(
          new Set([account]),
        );
        subscription.abort();
        const rest = following(store, position, { id: made[3].id, position });
        expect(await rest.next()).toEqual({ events: [], caughtUp: true });
        rest.abort();
      });
    });

    describe('a subscription', () => {
      test('says at once that there is nothing, then gives what comes', async () => {
        const subscription = following(store, await store.head());
        expect(await subscription.next()).toEqual({ events: [], caughtUp: true });
        const made = someEvents(2);
        const pending = subscription.next();
        const { position } = await store.append(aStream(), NO_STREAM, made);
        expect(idsOf((await pending)?.events ?? [])).toEqual(idsOf(made));
        expect(subscription.seen.at(-1)?.position).toBe(position);
        subscription.abort();
      });

      test('passes from catching up to live with no gap and no repeat, for two at different paces', async () => {
        const start = await store.head();
        const streams = Array.from({ length: 40 }, aStream);
        const [before, during] = [streams.slice(0, 20), streams.slice(20)];
        await Promise.all(before.map((stream) => store.append(stream, NO_STREAM, someEvents(60))));
        const fast = following(store, start);
        const slow = following(store, start);
        const whole = (seen: { length: number }) => ofStreams(streams, seen as never).length === 40 * 60;
        const writing = (async () => {
          for (const stream of during) await store.append(stream, NO_STREAM, someEvents(60));
        })();
        const fastly = fast.until(() => whole(fast.seen));
        await slow.next(); // and then nothing for as long as the writing takes
        await Promise.all([writing, fastly]);
        const held = slow.seen.length;
        expect(held).toBeLessThan(40 * 60);
        await slow.until(({ caughtUp }) => caughtUp && whole(slow.seen));
        const expected = idsOf(ofStreams(streams, await allAfter(store, start)));
        expect(expected).toHaveLength(40 * 60);
        expect(idsOf(ofStreams(streams, fast.seen))).toEqual(expected);
        expect(idsOf(ofStreams(streams, slow.seen))).toEqual(expected);
        fast.abort();
        slow.abort();
      });

      test('never gives a part of what was appended together, in catching up and live', async () => {
        const start = await store.head();
        const ends = new Set<string>();
        const write = async (count: number) => {
          const made = someEvents(count);
          ends.add(made.at(-1)?.id ?? '');
          await store.append(aStream(), NO_STREAM, made);
        };
        const several = () => Promise.all(Array.from({ length: 100 }, () => write(7)));
        await several();
        await write(1100);
        const subscription = following(store, start);
        const meanwhile = several();
        await subscription.until(({ events }) => {
          if (events.length > 0) expect(ends).toContain(events.at(-1)?.id);
          return subscription.seen.filter(({ id }) => ends.has(id)).length === 201;
        });
        await meanwhile;
        subscription.abort();
      });

      test('says caughtUp only with the end', async () => {
        const start = await store.head();
        const made = someEvents(900);
        for (let n = 0; n < 900; n += 100) await store.append(aStream(), NO_STREAM, made.slice(n, n + 100));
        const subscription = following(store, start);
        await subscription.until(({ caughtUp }) => caughtUp);
        const seen = new Set(idsOf(subscription.seen));
        expect(made.filter(({ id }) => !seen.has(id))).toEqual([]);
        subscription.abort();
      });

      test('ends without an error when it is aborted: before, while reading, while waiting, between', async () => {
        const early = following(store, undefined);
        early.abort();
        expect(await early.next()).toBeUndefined();

        const waiting = following(store, await store.head());
        await waiting.until(({ caughtUp }) => caughtUp);
        const pending = waiting.next();
        waiting.abort();
        expect(await pending).toBeUndefined();

        await store.append(aStream(), NO_STREAM, [anEvent()]);
        const reading = following(store, undefined);
        const unread = reading.next();
        reading.abort();
        expect(await unread).toBeUndefined();

        const between = following(store, undefined);
        await between.next();
        between.abort();
        expect(await between.next()).toBeUndefined();
      });

      test('goes on after the last event that its consumer has seen, and not where the log holds another', async () => {
        const [before, seen, later] = someEvents(3) as [EventToAppend, EventToAppend, EventToAppend];
        for (const event of [before, seen, later]) await store.append(aStream(), NO_STREAM, [event]);
        const all = await allAfter(store, undefined);
        const positionOf = (wanted: EventToAppend) => all.find(({ id }) => id === wanted.id)?.position ?? '';
        const position = positionOf(seen);
        const held = following(store, position, { id: seen.id, position });
        await held.until(() => held.seen.length > 0);
        expect(held.seen[0]?.id).toBe(later.id);
        held.abort();
        const last = positionOf(later);
        const beyond = `${last.slice(0, -16)}00000fffffffffff`.replace(/_0{16}(?=.{16}$)/, '_00000fffffffffff');
        for (const lost of [
          { id: before.id, position },
          { id: seen.id, position: last },
          { id: seen.id, position: beyond },
        ])
          await expect(following(store, lost.position, lost).next()).rejects.toBeInstanceOf(LogDamaged);
      });

      test('left by its consumer does not hinder the others', async () => {
        const start = await store.head();
        await store.append(aStream(), NO_STREAM, [anEvent()]);
        for await (const { events } of store.subscribeToAll(start, new AbortController().signal)) {
          if (events.length > 0) break;
        }
        const other = following(store, await store.head());
        await other.next();
        const made = [anEvent()];
        await store.append(aStream(), NO_STREAM, made);
        await other.until(() => other.seen.some(({ id }) => id === made[0]?.id));
        other.abort();
      });
    });

    describe('big events', () => {
      test('of a mebibyte together are kept, and a byte more is refused without a trace', async () => {
        const stream = aStream();
        const big = (length: number) => ({ ...anEvent({ text: 'x'.repeat(length) }), metadata: {} });
        const empty = Buffer.byteLength('{"text":""}{}');
        const half = 512 * 1024 - empty;
        await expect(store.append(stream, NO_STREAM, [big(half), big(half + 1)])).rejects.toBeInstanceOf(RangeError);
        expect(await store.readStream(stream)).toEqual([]);
        const made = [big(half), big(half)];
        const { position } = await store.append(stream, NO_STREAM, made);
        expect(await store.readStream(stream)).toMatchObject(made);
        const subscription = following(store, undefined);
        await subscription.until(() => subscription.seen.some((event) => event.position === position));
        expect(ofStreams([stream], subscription.seen)).toMatchObject(made);
        subscription.abort();
      });
    });

    describe('a thousand appends at once', () => {
      test('to as many streams are all there, once each', async () => {
        const streams = Array.from({ length: 1000 }, aStream);
        const start = await store.head();
        const appended = await Promise.all(streams.map((stream) => store.append(stream, NO_STREAM, someEvents(2))));
        const found = ofStreams(streams, await allAfter(store, start));
        expect(found).toHaveLength(2000);
        const lasts = found.filter(({ revision }) => revision === 1).map(({ position }) => position);
        expect(lasts.sort()).toEqual(appended.map(({ position }) => position).sort());
      });
    });

    describe('two hundred appends at once', () => {
      test('to one stream have exactly one winner for each revision', async () => {
        const stream = aStream();
        const wins = new Map<number, string>();
        const contend = async (): Promise<void> => {
          let expected: number | typeof NO_STREAM = NO_STREAM;
          for (;;) {
            const event = anEvent();
            try {
              const { revision } = await store.append(stream, expected, [event]);
              expect(wins.has(revision)).toBe(false);
              wins.set(revision, event.id);
              return;
            } catch (error) {
              if (!(error instanceof RevisionConflict)) throw error;
              expected = error.current;
            }
          }
        };
        await Promise.all(Array.from({ length: 20 }, contend));
        const rounds = await Promise.allSettled(
          Array.from({ length: 200 }, () => store.append(stream, 19, [anEvent()])),
        );
        const won = rounds.filter(({ status }) => status === 'fulfilled');
        expect(won).toHaveLength(1);
        for (const round of rounds) {
          if (round.status === 'rejected') expect(round.reason).toMatchObject(conflictAt(20));
        }
        const events = await store.readStream(stream);
        expect(events.map(({ revision }) => revision)).toEqual([...Array(21).keys()]);
        expect(idsOf(events.slice(0, 20))).toEqual([...Array(20).keys()].map((revision) => wins.get(revision)));
      });

      test('to as many streams are all there, conflicts among them or not', async () => {
        const taken = aStream();
        await store.append(taken, NO_STREAM, [anEvent()]);
        const streams = Array.from({ length: 200 }, aStream);
        const outcomes = await Promise.allSettled(
          streams.flatMap((stream) => [
            store.append(stream, NO_STREAM, someEvents(2)),
            store.append(taken, NO_STREAM, [anEvent()]),
          ]),
        );
        expect(outcomes.map(({ status }) => status)).toEqual(streams.flatMap(() => ['fulfilled', 'rejected']));
        for (const stream of streams) expect(await store.readStream(stream)).toHaveLength(2);
        expect(await store.readStream(taken)).toHaveLength(1);
      });
    });

    describe('closing', () => {
      test('waits for appends under way, ends subscriptions, and may be said twice', async () => {
        const subscription = following(store, await store.head());
        await subscription.next();
        const pending = subscription.next();
        const appends = Array.from({ length: 50 }, () => store.append(aStream(), NO_STREAM, [anEvent()]));
        const settled = Promise.allSettled(appends);
        await Promise.all([store.close(), store.close()]);
        expect(new Set((await settled).map(({ status }) => status))).toEqual(new Set(['fulfilled']));
        for (let delivery = await pending; delivery;) delivery = await subscription.next();
        await store.close();
      });

      test('leaves no reading without an answer', async () => {
        const stream = aStream();
        await store.append(stream, NO_STREAM, [anEvent()]);
        const readings = Array.from({ length: 3 }, () => store.readStream(stream));
        const settled = Promise.allSettled(readings);
        await store.close();
        expect(await settled).toHaveLength(readings.length);
      });

      test('makes every later call unavailable', async () => {
        await store.close();
        const signal = new AbortController().signal;
        const calls = [
          () => store.append(aStream(), NO_STREAM, [{ ...anEvent(), id: randomUUID() }]),
          () => store.readStream(aStream()),
          () => store.head(),
          () => allAfter(store, undefined),
          () => store.subscribeToAll(undefined, signal)[Symbol.asyncIterator]().next(),
        ];
        for (const call of calls) await expect(call()).rejects.toBeInstanceOf(StoreUnavailable);
      });

      test('breaks off a reading of the whole log with an error, so that none looks complete', async () => {
        const start = await store.head();
        for (let n = 0; n < 13; n++) await store.append(aStream(), NO_STREAM, someEvents(100));
        const pages = store.readAll(start)[Symbol.asyncIterator]();
        expect((await pages.next()).done).toBe(false);
        await store.close();
        await expect(pages.next()).rejects.toBeInstanceOf(StoreUnavailable);
      });
    });
  });
}

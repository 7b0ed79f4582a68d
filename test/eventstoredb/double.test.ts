import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  streamNameFilter,
  type AllStreamSubscription,
} from '@eventstore/db-client';
import { ChannelCredentials, Client } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { textOf } from '../house/repository.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import {
  Empty,
  parts,
  streams,
  StreamsService,
  Timestamp,
  type BatchAppendResp,
} from '../kit/eventstoredb/messages.js';

let double: EventStoreDbDouble;
let client: EventStoreDBClient;
let time: number;
beforeEach(async () => {
  time = Date.UTC(2026, 0, 1);
  double = await openEventStoreDbDouble({ now: () => time });
  client = EventStoreDBClient.connectionString(double.url);
});
afterEach(async () => {
  await client.dispose();
  await double.close();
});

const anEvent = (id: string = randomUUID(), data: object = { of: 'this' }) =>
  jsonEvent({ id, type: 'Noted', data: { ...data }, metadata: { by: 'me' } });
const large = (length: number) => anEvent(undefined, { text: 'x'.repeat(length) });
const some = (count: number) => Array.from({ length: count }, () => anEvent());
const append = (stream: string, expectedRevision: bigint | typeof NO_STREAM, events = some(1), options = {}) =>
  client.appendToStream(stream, events, { expectedRevision, ...options });
const inLog = (stream: string) => double.log.eventsOf(stream).map(({ id }) => id);

async function idsIn(reading: AsyncIterable<{ event?: { id: string } }>): Promise<(string | undefined)[]> {
  const ids = [];
  for await (const { event } of reading) ids.push(event?.id);
  return ids;
}
/** Whether an answer comes at all, seen from the commands before and after it on the same connection. */
const silent = async (promise: Promise<unknown>) => {
  const answered = promise.then(
    () => 'answered',
    () => 'answered',
  );
  for (let n = 0; n < 5; n++) await append(randomUUID(), NO_STREAM);
  return Promise.race([answered, after(20, 'silent')]);
};
const credentials = { credentials: { username: 'someone', password: 'ignored without TLS' } };

/** What a subscription gives, in order: revisions, `up` for caught up, `*` for a checkpoint, and how it ended. */
function following(prefix: string, options: { fromPosition?: { commit: bigint; prepare: bigint } } = {}) {
  const seen: (string | number)[] = [];
  const filter = streamNameFilter({ prefixes: [prefix], checkpointReached: async () => void seen.push('*') });
  const subscription: AllStreamSubscription = client.subscribeToAll({ ...options, filter });
  const ended = new Promise<void>((resolve) =>
    subscription
      .on('caughtUp', () => seen.push('up'))
      .on('data', ({ event }) => seen.push(Number(event?.revision)))
      .on('error', (error) => {
        seen.push((error as { type?: string }).type ?? error.name);
        resolve();
      }),
  );
  const until = async (there: () => boolean) => {
    while (!there()) await after(2);
  };
  return {
    seen,
    ended,
    until,
    caughtUp: () => until(() => seen.includes('up')),
    stop: () => subscription.unsubscribe(),
  };
}

describe('the double of EventStoreDB', () => {
  test('says in its first line that it is one, and what it does not prove', () => {
    const [first] = textOf('test/kit/eventstoredb/double.ts').split('\n');
    expect(first).toMatch(/double.*durability.*cluster/);
  });

  test.each([
    ['many on one call', {}],
    ['one on a call of its own', credentials],
  ])('appends and reads, %s', async (_, options) => {
    const events = some(3);
    const { position, nextExpectedRevision } = await append('s-1', NO_STREAM, events, options);
    expect(nextExpectedRevision).toBe(2n);
    const read = [];
    for await (const { event } of client.readStream('s-1')) read.push(event);
    expect(read).toMatchObject(
      events.map(({ id }, n) => ({
        id,
        revision: BigInt(n),
        type: 'Noted',
        data: { of: 'this' },
        metadata: { by: 'me' },
      })),
    );
    expect(read[2]?.position).toEqual(position);
    expect(read[0]?.created).toEqual(new Date(time));
    expect(await append('s-1', NO_STREAM, events, options)).toMatchObject({ nextExpectedRevision: 2n, position });
    for (const wrong of [[...events, anEvent()], [anEvent()]]) {
      const refused = {
        type: 'wrong-expected-version',
        expectedVersion: NO_STREAM,
        actualVersion: 2n,
        streamName: 's-1',
      };
      await expect(append('s-1', NO_STREAM, wrong, options)).rejects.toMatchObject(refused);
    }
    await expect(append('s-2', 0n, some(1), options)).rejects.toMatchObject({ actualVersion: NO_STREAM });
    await expect(append('s-2', NO_STREAM, [large(2 ** 20)], options)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 2 ** 20,
    });
    expect(inLog('s-1')).toEqual(events.map(({ id }) => id));
  });

  test('writes the same id again at the next revision, and again without a revision once it has forgotten', async () => {
    const [event] = some(1) as [ReturnType<typeof anEvent>];
    await append('s', NO_STREAM, [event]);
    await append('s', 0n, [event]);
    await client.appendToStream('s', event);
    expect(inLog('s')).toHaveLength(2);
    await double.die();
    await double.restart();
    await client.appendToStream('s', event).catch(() => client.appendToStream('s', event));
    expect(inLog('s')).toHaveLength(3);
  });

  test('reads all from a place on, and backwards from before it', async () => {
    const events = some(4);
    const ids = events.map(({ id }) => id);
    await append('s', NO_STREAM, events);
    const second = {
      commit: BigInt(double.log.eventsOf('s')[1]!.position),
      prepare: BigInt(double.log.eventsOf('s')[1]!.position),
    };
    expect(await idsIn(client.readAll({ fromPosition: second }))).toEqual(ids.slice(1));
    expect(await idsIn(client.readAll({ fromPosition: second, direction: BACKWARDS, maxCount: 1 }))).toEqual([ids[0]]);
    expect(await idsIn(client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }))).toEqual([ids[3]]);
    const between = { commit: second.commit + 1n, prepare: second.prepare + 1n };
    await expect(idsIn(client.readAll({ fromPosition: between }))).rejects.toMatchObject({ type: 'unknown' });
    await expect(idsIn(client.readStream('none'))).rejects.toMatchObject({
      type: 'stream-not-found',
      streamName: 'none',
    });
  });

  test('forgets what is older than a stream keeps, and what is deleted', async () => {
    await client.setStreamMetadata('s', { maxAge: 60 });
    await append('s', NO_STREAM);
    time += 59_000;
    const kept = some(1);
    await append('s', 0n, kept);
    time += 2_000;
    expect(await idsIn(client.readStream('s'))).toEqual([kept[0]?.id]);
    await client.deleteStream('s', { expectedRevision: 1n });
    await expect(idsIn(client.readStream('s'))).rejects.toMatchObject({ type: 'stream-not-found' });
    expect(await append('s', NO_STREAM)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await idsIn(client.readStream('s'))).toHaveLength(1);
  });

  test('has nothing to read where all is too old, and goes on at the revision', async () => {
    await client.setStreamMetadata('s', { maxAge: 60 });
    await expect(idsIn(client.readStream('s'))).rejects.toMatchObject({ type: 'stream-not-found' });
    const old = some(2);
    await append('s', NO_STREAM, old);
    time += 61_000;
    expect(await idsIn(client.readStream('s'))).toEqual([]);
    expect(await append('s', NO_STREAM, old)).toMatchObject({ nextExpectedRevision: 1n });
    await expect(append('s', NO_STREAM)).rejects.toMatchObject({ actualVersion: 1n });
    expect(await append('s', 1n)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await idsIn(client.readStream('s'))).toHaveLength(1);
  });

  test('gives subscribers what is there, says that they have caught up, then gives what comes, with checkpoints', async () => {
    await append('mine-1', NO_STREAM, some(3));
    await append('other', NO_STREAM, some(100));
    const [first] = double.log.eventsOf('mine-1');
    const place = { commit: BigInt(first!.position), prepare: BigInt(first!.position) };
    const { seen, caughtUp, until, stop } = following('mine-', { fromPosition: place });
    await caughtUp();
    expect(seen).toEqual([1, 2, '*', '*', '*', 'up']);
    await append('other', 99n, some(30));
    await append('mine-2', NO_STREAM);
    await until(() => seen.at(-1) === 0);
    expect(seen.slice(6)).toEqual(['*', 0]);
    await stop();
    while (double.subscriptions() > 0) await after(2);
  });
});

describe('a fault of an append:', () => {
  beforeEach(() => append('before', NO_STREAM)); // the first calls of a client overtake each other

  test.each(['lose-reply', 'stall'] as const)('%s leaves the caller without an answer', async (fault) => {
    double.faults.next('append', fault);
    expect(await silent(append('s', NO_STREAM))).toBe('silent');
    expect(inLog('s')).toHaveLength(fault === 'stall' ? 0 : 1);
    expect(double.faults.seen(fault)).toBe(1);
  });

  test.each([
    ['time-out', 1, 'deadline-exceeded', 'timeout'],
    ['time-out-unwritten', 0, 'deadline-exceeded', 'timeout'],
    ['not-ready', 0, 'unknown', 'unavailable'],
    ['access-denied', 0, 'access-denied', 'access-denied'],
    ['unauthenticated', 0, 'access-denied', 'access-denied'],
    ['wrong-expected-version', 0, 'wrong-expected-version', 'wrong-expected-version'],
    ['cut-before', 0, 'unavailable', 'unavailable'],
    ['cut-after', 1, 'unavailable', 'unavailable'],
  ] as const)('%s: %i written, told as %s, or on a call of its own %s', async (fault, written, told, toldAlone) => {
    double.faults.next('append', fault, 2);
    await expect(append('s', NO_STREAM)).rejects.toMatchObject({ type: told });
    expect(inLog('s')).toHaveLength(written);
    const alone = append('alone', NO_STREAM, some(1), credentials);
    await expect(alone).rejects.toMatchObject({ type: toldAlone });
    expect(inLog('alone')).toHaveLength(written);
    await append('after', NO_STREAM);
  });

  test('repeat handles it twice, to no effect for one with a revision', async () => {
    double.faults.next('append', 'repeat', 2);
    await append('s', NO_STREAM, some(2));
    await client.appendToStream('without', []);
    await append('after', NO_STREAM);
    expect(inLog('s')).toHaveLength(2);
    expect(double.faults.seen('repeat')).toBe(2);
  });

  test('comes at its rate, the same ones for the same seed', async () => {
    const outcomes = async () => {
      double.faults.rates('append', { 'time-out': 0.2, 'time-out-unwritten': 0.1, repeat: 0.05 }, 7);
      const appends = Array.from({ length: 200 }, () => append(randomUUID(), NO_STREAM));
      return (await Promise.allSettled(appends)).map(({ status }) => status);
    };
    const once = await outcomes();
    const lost = once.filter((status) => status === 'rejected').length;
    expect([lost > 35, lost < 80]).toEqual([true, true]);
    expect(await outcomes()).toEqual(once);
    double.faults.clear();
    await append('s', NO_STREAM);
  });

  test('an id that is no UUID is answered, and answered once more when its time is up', async () => {
    const { path, requestSerialize, responseDeserialize } = StreamsService.batchAppend;
    const raw = new Client(`127.0.0.1:${double.port}`, ChannelCredentials.createInsecure());
    const call = raw.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    const answers: (string | undefined)[] = [];
    const both = new Promise<void>((resolve) =>
      call.on('data', (answer: BatchAppendResp) => answers.push(answer.getError()?.getMessage()) === 2 && resolve()),
    );
    const options = new streams.BatchAppendReq.Options().setNoStream(new Empty());
    options.setDeadline(Timestamp.fromDate(new Date(Date.now() + 30)));
    const message = new streams.BatchAppendReq.ProposedMessage().setId(new parts.UUID().setString('none'));
    const request = new streams.BatchAppendReq().setCorrelationId(new parts.UUID().setString(randomUUID()));
    call.write(request.setOptions(options).setProposedMessagesList([message]).setIsFinal(true));
    await both;
    expect(answers).toEqual(['BadRequest', 'Timeout']);
    const ended = once(call, 'end');
    call.end();
    await ended;
    raw.close();
  });
});

describe('a fault of reading:', () => {
  beforeEach(() => append('s', NO_STREAM, some(3)));

  test.each([
    ['not-ready', 'unavailable'],
    ['access-denied', 'access-denied'],
    ['unauthenticated', 'access-denied'],
    ['cut', 'unavailable'],
  ] as const)('%s of a stream or of all is told as %s', async (fault, type) => {
    double.faults.next('read-stream', fault);
    double.faults.next('read-all', fault);
    let given = 0;
    const count = async (reading: AsyncIterable<unknown>) => {
      for await (const _ of reading) given++;
    };
    await expect(count(client.readStream('s'))).rejects.toMatchObject({ type });
    await expect(count(client.readAll())).rejects.toMatchObject({ type });
    expect(given).toBe(fault === 'cut' ? 2 : 0);
    expect(await idsIn(client.readStream('s'))).toEqual(inLog('s'));
  });

  test('stall gives nothing, and no end', async () => {
    double.faults.next('read-stream', 'stall');
    const reading = client.readStream('s');
    expect(await silent(idsIn(reading))).toBe('silent');
    await reading.cancel();
  });

  test('behind gives a stream without its newest append, and a new one not at all', async () => {
    await append('s', 2n);
    await append('new', NO_STREAM);
    double.faults.next('read-stream', 'behind', 2);
    expect(await idsIn(client.readStream('s'))).toEqual(inLog('s').slice(0, 3));
    await expect(idsIn(client.readStream('new'))).rejects.toMatchObject({ type: 'stream-not-found' });
    await expect(append('new', NO_STREAM)).rejects.toMatchObject({ actualVersion: 0n });
    expect(await idsIn(client.readStream('s'))).toHaveLength(4);
  });

  test('slow holds each request up', async () => {
    double.faults.slow(30);
    const begun = performance.now();
    await idsIn(client.readStream('s'));
    await append('s', 2n);
    expect(performance.now() - begun).toBeGreaterThan(55);
  });
});

describe('a fault of a subscription:', () => {
  beforeEach(() => append('s', NO_STREAM, some(3)));

  const endings = [
    ['cut', 'unavailable'],
    ['consumer-too-slow', 'timeout'],
  ] as const;

  test.each(endings)('%s ends all of them as %s', async (how, type) => {
    const { seen, caughtUp, ended } = following('s');
    await caughtUp();
    double.endSubscriptions(how);
    await ended;
    expect(seen).toEqual([0, 1, 2, 'up', type]);
    while (double.subscriptions() > 0) await after(2);
  });

  test.each(endings)('%s at an event ends it as %s', async (how, type) => {
    double.faults.next('delivery', how);
    const { seen, ended } = following('s');
    await ended;
    expect(seen).toEqual([type]);
    expect(double.faults.seen(how)).toBe(1);
  });

  test('twice delivers an event twice', async () => {
    double.faults.next('delivery', 'twice', 2);
    const { seen, caughtUp, stop } = following('s');
    await caughtUp();
    expect(seen).toEqual([0, 0, 1, 1, 2, 'up']);
    await stop();
  });

  test('a consumer that lags is dropped', async () => {
    const subscription = client.subscribeToAll({ fromPosition: END });
    const dropped = new Promise((resolve) => subscription.once('error', resolve));
    while (double.subscriptions() === 0) await after(2);
    for (let n = 0; n < 8; n++)
      await append(
        `large-${n}`,
        NO_STREAM,
        Array.from({ length: 60 }, () => large(10_000)),
      );
    subscription.resume();
    expect(await dropped).toMatchObject({ type: 'timeout', message: expect.stringContaining('Consumer too slow') });
  });
});

describe('the server', () => {
  test('dies and comes back on its port with its events', async () => {
    const events = some(2);
    await append('s', NO_STREAM, events);
    const { seen, ended, caughtUp } = following('s');
    await caughtUp();
    await double.die();
    await ended;
    expect(seen.at(-1)).toBe('unavailable');
    await expect(append('s', 1n)).rejects.toThrow(/UNAVAILABLE/);
    await double.restart();
    const again = EventStoreDBClient.connectionString(double.url);
    expect(await idsIn(again.readStream('s'))).toEqual(events.map(({ id }) => id));
    await again.dispose();
  });

  test('freezes with its connections open, and goes on', async () => {
    await append('s', NO_STREAM);
    double.freeze();
    const waiting = append('s', 0n);
    expect(await Promise.race([waiting, after(60, 'silent')])).toBe('silent');
    expect(inLog('s')).toHaveLength(1);
    double.thaw();
    await waiting;
    expect(inLog('s')).toHaveLength(2);
  });
});

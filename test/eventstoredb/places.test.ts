import { describe, expect, test } from '@jest/globals';
import { permitsFor } from '../../src/adapters/eventstoredb/client/permits.js';
import { continued } from '../../src/adapters/eventstoredb/writing/append-marker.js';
import { positionsOf } from '../../src/adapters/eventstoredb/positions.js';
import { deliveriesAfter } from '../../src/adapters/eventstoredb/reading/deliveries.js';
import { namesUnder } from '../../src/adapters/eventstoredb/names.js';
import { storedBy } from '../../src/adapters/eventstoredb/to-stored-event.js';
import { ForeignPosition } from '../../src/app/log/same-log.js';

const log = '0123456789ab';
const positions = positionsOf(log);
const LIMIT = 1n << 63n;

describe('a position', () => {
  test('has commit and prepare in it, and compares as they do', () => {
    const places = [
      { commit: 9n, prepare: 8n },
      { commit: 9n, prepare: 9n },
      { commit: 10n, prepare: 1n },
      { commit: 0x1_0000_0000n, prepare: 0n },
      { commit: LIMIT - 1n, prepare: LIMIT - 1n },
    ];
    const texts = places.map(positions.at);
    expect(texts).toEqual([...texts].sort());
    expect(new Set(texts.map(({ length }) => length)).size).toBe(1);
    expect(texts.map(positions.allPositionOf)).toEqual(places);
  });

  test('from 2^63, below nothing, or prepared after its commit is refused', () => {
    for (const place of [
      { commit: LIMIT, prepare: 0n },
      { commit: -1n, prepare: -1n },
      { commit: 1n, prepare: 2n },
    ])
      expect(() => positions.at(place)).toThrow(RangeError);
    const crafted = [`${log}_${'8'.padEnd(16, '0').repeat(2)}`, `${log}_${'0'.repeat(16)}${'1'.padStart(16, '0')}`];
    for (const text of [
      ...crafted,
      `f${log.slice(1)}_${'0'.repeat(32)}`,
      log,
      `${log}_`,
      '',
      `${log}_${'0'.repeat(33)}`,
    ])
      expect(() => positions.allPositionOf(text)).toThrow(ForeignPosition);
  });
});

describe('what is delivered', () => {
  const names = namesUnder('p');
  const event = (number: bigint, streamId = 'pintegratorKey-1') => ({
    ...{ streamId, id: 'id', revision: 0n, type: 'KeyRenamed', data: {}, metadata: {}, isJson: true as const },
    ...{ created: new Date(0), position: { commit: number, prepare: number } },
  });
  const from = (after?: string) => deliveriesAfter({ positions, stored: storedBy(names, positions) }, after);
  const page = (numbers: bigint[], checkpoint?: bigint) => ({
    events: numbers.map((number) => event(number)),
    caughtUp: false,
    checkpoint: checkpoint === undefined ? undefined : { commit: checkpoint, prepare: checkpoint },
  });

  test('goes forward, over pages and checkpoints, and refuses what goes backwards or comes twice', () => {
    const deliveries = from(positions.at({ commit: 5n, prepare: 5n }));
    expect(() => deliveries.from(page([5n]))).toThrow('went backwards');
    expect(deliveries.from(page([6n, 7n])).events).toHaveLength(2);
    expect(() => deliveries.from(page([8n, 8n]))).toThrow('went backwards');
    expect(deliveries.last()).toBe(positions.at({ commit: 7n, prepare: 7n }));
    expect(deliveries.from(page([], 20n)).reached).toBe(positions.at({ commit: 20n, prepare: 20n }));
    expect(deliveries.from(page([], 19n)).reached).toBeUndefined();
    expect(() => deliveries.from(page([15n]))).toThrow('went backwards');
    expect(() => deliveries.from(page([], LIMIT))).toThrow(RangeError);
    expect(deliveries.last()).toBe(positions.at({ commit: 20n, prepare: 20n }));
  });

  test('is an append when all of it is there, and begins with what is not delivered where it was cut off', () => {
    const deliveries = from();
    const half = { ...page([2n, 3n], 4n), caughtUp: true };
    half.events.forEach(({ metadata }) => Object.assign(metadata, continued({})));
    const whole = page([1n]).events;
    const first = deliveries.from({ ...half, events: [...whole, ...half.events] });
    expect(first).toEqual({ events: [expect.objectContaining({ metadata: {} })], caughtUp: false });
    expect(deliveries.last()).toBe(positions.at({ commit: 1n, prepare: 1n }));
    const rest = deliveries.from({ ...page([5n]), caughtUp: true });
    expect(rest.events.map(({ metadata }) => metadata)).toEqual([{}, {}, {}]);
    expect([rest.caughtUp, deliveries.last()]).toEqual([true, positions.at({ commit: 5n, prepare: 5n })]);
  });
});

describe('places in flight', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test('are so many, given in the order of those who came, and given back', async () => {
    const places = permitsFor(2);
    const order: number[] = [];
    const enter = async (number: number) => {
      const leave = await places.enter(60_000);
      order.push(number);
      return leave;
    };
    const [first, second] = await Promise.all([enter(1), enter(2)]);
    const waiting = [enter(3), enter(4)];
    await settled();
    expect(order).toEqual([1, 2]);
    second!();
    await settled();
    expect(order).toEqual([1, 2, 3]);
    first!();
    (await waiting[0])!();
    (await waiting[1])!();
    (await enter(5))!();
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('are not kept by those who have given up', async () => {
    const places = permitsFor(1);
    const leave = await places.enter(60_000);
    await expect(places.enter(1)).rejects.toMatchObject({ name: 'TimedOut' });
    const next = places.enter(60_000);
    leave();
    (await next)();
    (await places.enter(60_000))();
  });
});

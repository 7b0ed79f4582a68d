import { expect, test } from '@jest/globals';
import { HELD_MS, LOOK_EVERY_MS, TAKE_OVER_AFTER_MS } from '../../../src/app/worker/lease.js';
import { leaseWorld, type Contender, type Way } from './lease-world.js';

const holders = (all: readonly Contender[]) => all.filter((each) => each.isHeld());

test('one of several holds it from the beginning, and for as long as it lives', async () => {
  const { contender, pass } = leaseWorld();
  const all = ['a', 'b', 'c'].map((name) => contender(name));
  await pass(1_000);
  const [first] = holders(all);
  await pass(600_000, () => expect(holders(all)).toEqual(first ? [first] : []));
  expect(first?.isHeld()).toBe(true);
  expect(all.flatMap(({ warned }) => warned)).toEqual([]);
});

test.each([0, 1_000, 2_400, 3_700, 4_999])(
  'one that dies %i ms later is replaced within 30 s, however slow the store is',
  async (lifeMs) => {
    const { contender, pass, at } = leaseWorld({ way: () => ({ thereMs: 1_200, backMs: 1_200 }) });
    const dying = contender('dying', { rate: 1.02 });
    await pass(20_000);
    const others = [contender('b', { rate: 0.98 }), contender('c')];
    await pass(60_000 + lifeMs);
    expect([dying.isHeld(), holders(others)]).toEqual([true, []]);
    dying.freeze(Infinity);
    const since = at();
    let replacedAt = Infinity;
    await pass(60_000, () => holders(others).length > 0 && (replacedAt = Math.min(replacedAt, at())));
    expect(replacedAt - since).toBeLessThanOrEqual(30_000);
  },
);

test('one that was frozen knows by its clock that its time is over, before anything else', async () => {
  const { contender, pass } = leaseWorld();
  const frozen = contender('frozen');
  await pass(7_500); // its last write began at 5 s
  frozen.freeze(60_000);
  await pass(LOOK_EVERY_MS + HELD_MS - 7_500 + 1);
  expect([frozen.isFrozen(), frozen.isHeld()]).toEqual([true, true]);
  await pass(50);
  expect([frozen.isFrozen(), frozen.isHeld()]).toEqual([true, false]);
});

test('one whose machine slept knows with its first look who has it', async () => {
  const { contender, pass } = leaseWorld();
  const [sleeping, other] = [contender('sleeping'), contender('other')];
  await pass(6_000);
  expect(holders([sleeping, other])).toEqual([sleeping]);
  sleeping.suspend(60_000);
  await pass(59_000);
  expect(other.isHeld()).toBe(true);
  await pass(2_000);
  expect(holders([sleeping, other])).toEqual([other]);
});

test('one that stops holds it no more at once, and another has it with its next look', async () => {
  const { contender, pass, store } = leaseWorld();
  const stopping = contender('stopping');
  expect([stopping.isHeld(), await Promise.all([stopping.held(), pass(1_000)])]).toEqual([false, [true, undefined]]);
  const other = contender('other');
  await pass(1_000);
  const waits = other.held();
  const stopped = stopping.stop();
  expect([stopping.isHeld(), await stopping.held()]).toEqual([false, false]);
  await pass(100);
  await stopped;
  expect((await store.read('lease'))?.value).toEqual({ holder: null });
  await pass(LOOK_EVERY_MS);
  expect([other.isHeld(), await waits]).toEqual([true, true]);
  const again = contender('again');
  const neverHeld = again.held();
  await Promise.all([again.stop(), again.stop(), pass(100)]);
  expect([await neverHeld, other.isHeld()]).toEqual([false, true]); // nobody releases what is another's
});

test('one that stops while its write is under way takes that back too', async () => {
  const ways: Way[] = [
    { thereMs: 5, backMs: 5 },
    { thereMs: 500, backMs: 500 },
  ];
  const { contender, pass, store } = leaseWorld({ way: () => ways.shift() ?? { thereMs: 5, backMs: 5 } });
  const stopping = contender('stopping');
  await pass(100);
  await Promise.all([stopping.stop(), pass(10_000)]);
  expect((await store.read('lease'))?.value).toEqual({ holder: null });
});

test('while the store is away nobody holds it for long; it is told once, and the holder goes on afterwards', async () => {
  let isAway = false;
  const { contender, pass } = leaseWorld({ isAway: () => isAway });
  const holder = contender('holder');
  await pass(6_000);
  isAway = true;
  await pass(HELD_MS + 1);
  expect(holder.isHeld()).toBe(false);
  await pass(60_000);
  isAway = false;
  await pass(5_000);
  expect(holder.isHeld()).toBe(true);
  expect(holder.warned).toEqual([expect.stringMatching(/cannot be kept/), expect.stringMatching(/again/)]);
  isAway = true;
  await Promise.all([holder.stop(), pass(10_000)]);
});

test('one whose write is in doubt finds that it was its own', async () => {
  const ways: Way[] = [
    { thereMs: 5, backMs: 5 },
    { thereMs: 5, backMs: 0, isLost: 'answer' },
  ];
  const { contender, pass } = leaseWorld({ way: () => ways.shift() ?? { thereMs: 5, backMs: 5 } });
  const only = contender('only');
  await pass(2_000);
  expect(only.isHeld()).toBe(false);
  await pass(2_000);
  expect(only.isHeld()).toBe(true);
});

test('the times leave room for clocks that differ', () =>
  expect(TAKE_OVER_AFTER_MS / HELD_MS).toBeGreaterThanOrEqual(1.5));

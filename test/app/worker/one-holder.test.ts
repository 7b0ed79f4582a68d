import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leaseWorld, quick, type Way } from './lease-world.js';

const RUNS = 250;
/** True milliseconds: until when things go wrong, and until when there is time to settle. */
const [WRONG_UNTIL, END] = [120_000, 230_000];

const aDelay = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 50 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2_500 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
);
const aWay: fc.Arbitrary<Way> = fc
  .tuple(aDelay, aDelay, fc.constantFrom(...Array<undefined>(6).fill(undefined), 'request' as const, 'answer' as const))
  .map(([thereMs, backMs, isLost]) => ({ thereMs, backMs, ...(isLost && { isLost }) }));
const aClock = fc.record({
  rate: fc.double({ min: 0.95, max: 1.05, noNaN: true }),
  offset: fc.integer({ min: 0, max: 1e9 }),
});
const who = fc.nat(2);
const when = fc.integer({ min: 0, max: WRONG_UNTIL });

const aSchedule = fc.record({
  ways: fc.array(aWay, { minLength: 1, maxLength: 40 }),
  clocks: fc.array(aClock, { minLength: 2, maxLength: 3 }),
  freezes: fc.array(fc.record({ who, when, forMs: fc.integer({ min: 0, max: 60_000 }) }), { maxLength: 8 }),
  outages: fc.array(fc.record({ when, forMs: fc.integer({ min: 0, max: 40_000 }) }), { maxLength: 2 }),
  stops: fc.array(fc.record({ who, when }), { maxLength: 1 }),
});
type Schedule = typeof aSchedule extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a schedule; resolves to how often the lease went into other hands. Rejects when two have it, or nobody in the end. */
async function play({ ways, clocks, freezes, outages, stops }: Schedule): Promise<number> {
  let asked = 0;
  const world = leaseWorld({
    way: () => (world.at() < WRONG_UNTIL ? ways[asked++ % ways.length] : undefined) ?? quick,
    isAway: () => outages.some((outage) => world.at() >= outage.when && world.at() < outage.when + outage.forMs),
  });
  const all = clocks.map((clock, n) => world.contender(`${n}`, clock));
  const of = (n: number) => all[n % all.length];
  for (const freeze of freezes) world.after(freeze.when, () => of(freeze.who)?.freeze(freeze.forMs));
  for (const stop of stops) world.after(stop.when, () => void of(stop.who)?.stop());
  let [last, hands] = ['', 0];
  await world.pass(END, () => {
    const holders = all.flatMap((each, n) => (each.isHeld() ? [`${n}`] : []));
    if (holders.length > 1) throw new Error(`${holders.join(' and ')} hold it at ${world.at()} ms`);
    if (holders[0] !== undefined && holders[0] !== last) [last, hands] = [holders[0], hands + 1];
  });
  expect(all.filter((each) => each.isHeld())).toHaveLength(1);
  const ended = Promise.all(all.map((each) => each.stop()));
  await world.pass(10_000);
  await ended;
  return hands;
}

test('never do two hold it, and one does in the end: freezes, outages, lost and late requests, clocks that differ', async () => {
  let handedOver = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async (schedule) => void (handedOver += (await play(schedule)) - 1)),
    { numRuns: RUNS },
  );
  expect(handedOver).toBeGreaterThan(RUNS / 10); // or else nothing was tried
});

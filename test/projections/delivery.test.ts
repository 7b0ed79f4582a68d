import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { answersOf } from '../kit/views/answers.js';
import { anyHistory } from '../kit/facts/any-history.js';
import { someViews } from '../kit/views/views.js';

type Events = readonly RecordedKeyEvent[];

/** What the views say after these deliveries. */
function after(all: Events, deliveries: Iterable<Events>) {
  const views = someViews();
  for (const delivery of deliveries) views.apply(delivery);
  const answers = answersOf(views.db, [...new Set(all.map(({ keyId }) => keyId))]);
  const told = { ...answers, passed: views.passed() };
  views.close();
  return told;
}

interface Dice {
  size: number;
  back: number;
  times: number;
  late: number;
}
const anyDice = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 30 }),
    back: fc.nat(40),
    times: fc.integer({ min: 1, max: 3 }),
    late: fc.nat(60),
  }),
  { minLength: 1, maxLength: 8 },
);

/**
 * Windows of a log from its beginning to its end. Each may begin before the last one ended, may come several times, and
 * may be followed by one that was over long ago.
 */
function* windows(all: Events, dice: readonly Dice[]): Generator<Events> {
  for (let at = 0, n = 0; at < all.length; n++) {
    const { size, back, times, late } = dice[n % dice.length] ?? { size: 1, back: 0, times: 1, late: 0 };
    const window = all.slice(Math.max(0, at - back), at + size);
    for (let time = 0; time < times; time++) yield window;
    at += size;
    if (late > 0) yield all.slice(Math.max(0, at - late - size), Math.max(0, at - late));
  }
}

/**
 * The same events with the keys' turns told in another order; each key's own stay in theirs. The last stays the last: it
 * is where the window ends in the log.
 */
function shuffled(window: Events, turns: readonly number[]): Events {
  const left = new Map<string, RecordedKeyEvent[]>();
  for (const event of window.slice(0, -1)) left.set(event.keyId, [...(left.get(event.keyId) ?? []), event]);
  const told: RecordedKeyEvent[] = [];
  for (let n = 0; left.size > 0; n++) {
    const keys = [...left.keys()];
    const key = keys[(turns[n % turns.length] ?? 0) % keys.length] as string;
    const event = left.get(key)?.shift();
    if (event) told.push(event);
    else left.delete(key);
  }
  return [...told, ...window.slice(-1)];
}

test('windows that overlap and come again change nothing', () =>
  fc.assert(
    fc.property(anyHistory, anyDice, (all, dice) => expect(after(all, windows(all, dice))).toEqual(after(all, [all]))),
    { numRuns: 40 },
  ));

test('in which order a window tells the turns of several keys does not matter', () => {
  let moved = 0;
  fc.assert(
    fc.property(anyHistory, anyDice, fc.array(fc.nat(3), { minLength: 5, maxLength: 40 }), (all, dice, turns) => {
      const deliveries = [...windows(all, dice)].map((window) => shuffled(window, turns));
      moved += deliveries
        .flat()
        .filter((event, index, events) => event.position < (events[index - 1]?.position ?? '')).length;
      expect(after(all, deliveries)).toEqual(after(all, [all]));
    }),
    { numRuns: 40 },
  );
  expect(moved).toBeGreaterThan(200); // it was another order
});

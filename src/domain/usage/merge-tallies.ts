import { tallyKey, type Tallies, type Tally } from './tally.js';

/** Of one subject and kind: the later last use, and the sum of each day. In any order, and grouped anyhow, the result is the same. */
export function merged(one: Tally, other: Tally): Tally {
  const days: Record<string, number> = { ...one.days };
  for (const [day, count] of Object.entries(other.days)) days[day] = (days[day] ?? 0) + count;
  return { ...one, lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt, days };
}

/** Adds a tally to those there are. */
export function mergeTally(tallies: Tallies, tally: Tally): void {
  const key = tallyKey(tally);
  const before = tallies.get(key);
  tallies.set(key, before ? merged(before, tally) : tally);
}

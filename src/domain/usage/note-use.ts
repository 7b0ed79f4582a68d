import { dayOf } from './days.js';
import { roundDown, USE_ROUNDED_TO_MS } from './round-down.js';
import { tallyKey, type Tallies, type Tally } from './tally.js';

export type Use = Pick<Tally, 'clientId' | 'subjectId' | 'kind'>;

/** Counts one use, `atMs` in milliseconds since 1970. It changes the tally that is there: this is done at each verification. */
export function noteUse(tallies: Tallies, use: Use, atMs: number): void {
  const { lastAt, day } = momentOf(atMs);
  const key = tallyKey(use);
  const before = tallies.get(key);
  if (before) {
    const days: Record<string, number> = before.days;
    days[day] = (days[day] ?? 0) + 1;
    if (lastAt > before.lastAt) before.lastAt = lastAt;
    return;
  }
  const { clientId, subjectId, kind } = use;
  tallies.set(key, { clientId, subjectId, kind, lastAt, days: { [day]: 1 } });
}

let last = { quarter: Number.NaN, lastAt: '', day: '' };

/** To write a date takes longer than all the rest, and is the same for a quarter of an hour: a day begins with one. */
function momentOf(atMs: number) {
  const quarter = Math.floor(atMs / USE_ROUNDED_TO_MS);
  if (quarter !== last.quarter) last = { quarter, lastAt: roundDown(atMs), day: dayOf(atMs) };
  return last;
}

import type { Tally } from './tally.js';

/** Without the days before `first`; the last use stays. */
export function pruneDays(tally: Tally, first: string): Tally {
  const kept = Object.entries(tally.days).filter(([day]) => day >= first);
  return kept.length === Object.keys(tally.days).length ? tally : { ...tally, days: Object.fromEntries(kept) };
}

import { dayOf, firstDay } from './days.js';
import type { Tally, UsageKind } from './tally.js';

/** What people see of use. */
export interface UseSummary {
  /** ISO 8601 UTC, a quarter of an hour; null: never while uses were recorded. */
  lastUsedAt: string | null;
  usesToday: number;
  usesLast30Days: number;
  /** As `lastUsedAt`: when it was last refused because of a brownout. */
  lastBrownoutHitAt: string | null;
  brownoutHitsToday: number;
  brownoutHitsLast30Days: number;
}

/**
 * Of one credential, or of all of a key. Failures do not count, and those within a brownout are counted apart. A redirect URI that matched says that the key is in use,
 * but not how often: a login that it begins is counted where it ends.
 */
export function sumUp(tallies: Iterable<Tally>, nowMs: number): UseSummary {
  const all = [...tallies];
  const of = (...kinds: UsageKind[]) => all.filter(({ kind }) => kinds.includes(kind));
  return {
    lastUsedAt: lastOf(of('USED', 'MATCHED')),
    usesToday: countOf(of('USED'), 1, nowMs),
    usesLast30Days: countOf(of('USED'), 30, nowMs),
    lastBrownoutHitAt: lastOf(of('BROWNOUT')),
    brownoutHitsToday: countOf(of('BROWNOUT'), 1, nowMs),
    brownoutHitsLast30Days: countOf(of('BROWNOUT'), 30, nowMs),
  };
}

/** The last use of all; null: of none. */
export function lastOf(tallies: readonly Tally[]): string | null {
  let last: string | null = null;
  for (const { lastAt } of tallies) if (last === null || lastAt > last) last = lastAt;
  return last;
}

/** How often on so many UTC days that end with today. */
export function countOf(tallies: readonly Tally[], days: number, nowMs: number): number {
  const [today, first] = [dayOf(nowMs), firstDay(days, nowMs)];
  let sum = 0;
  for (const tally of tallies)
    for (const [day, count] of Object.entries(tally.days)) if (day >= first && day <= today) sum += count;
  return sum;
}

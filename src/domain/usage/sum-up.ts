import { dayOf, firstDay } from './days.js';
import type { Tally } from './tally.js';

/** What people see of use. */
export interface UseSummary {
  /** ISO 8601 UTC, a quarter of an hour; null: never while uses were recorded. */
  lastUsedAt: string | null;
  usesToday: number;
  usesLast30Days: number;
}

/**
 * Of one credential, or of all of a key. Failures do not count. A redirect URI that matched says that the key is in use,
 * but not how often: a login that it begins is counted where it ends.
 */
export function sumUp(tallies: Iterable<Tally>, nowMs: number): UseSummary {
  const [today, first] = [dayOf(nowMs), firstDay(30, nowMs)];
  const sum: UseSummary = { lastUsedAt: null, usesToday: 0, usesLast30Days: 0 };
  for (const { kind, lastAt, days } of tallies) {
    if (kind === 'FAILED') continue;
    if (sum.lastUsedAt === null || lastAt > sum.lastUsedAt) sum.lastUsedAt = lastAt;
    if (kind === 'MATCHED') continue;
    sum.usesToday += days[today] ?? 0;
    for (const [day, count] of Object.entries(days)) if (day >= first && day <= today) sum.usesLast30Days += count;
  }
  return sum;
}

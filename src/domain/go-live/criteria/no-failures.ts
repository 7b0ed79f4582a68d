import type { Tally } from '../../usage/tally.js';
import type { Criterion } from './criterion.js';

/** Failures with a known reason, but for brownouts, which are no fault of the client, on `days`, the UTC days that hold the last 20 successful authentications. */
type Failures = { failures: number; days: readonly string[] };

const LAST = 20;

export const noFailures: Criterion<Failures> = {
  code: 'NO_FAILURES',
  title: 'No authentication failed for a known reason on the days of the last 20 successful ones.',
  howTo:
    'See why it fails: a credential that is expired, disabled or revoked is still in use, or an assertion is wrong. Mend it, and use the key on another day.',
  look({ tallies }) {
    const days = lastDays(perDay(tallies, 'USED'));
    const failed = perDay(tallies, 'FAILED');
    return { failures: days.reduce((sum, day) => sum + (failed.get(day) ?? 0), 0), days };
  },
  missing: ({ failures }) => (failures > 0 ? ['failures'] : []),
};

function perDay(tallies: readonly Tally[], wanted: Tally['kind']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, days } of tallies)
    if (kind === wanted)
      for (const [day, count] of Object.entries(days)) counts.set(day, (counts.get(day) ?? 0) + count);
  return counts;
}

/** The newest days that together hold so many, oldest first. */
function lastDays(counts: ReadonlyMap<string, number>): string[] {
  const days: string[] = [];
  let held = 0;
  for (const day of [...counts.keys()].sort().reverse()) {
    if (held >= LAST) break;
    days.unshift(day);
    held += counts.get(day) ?? 0;
  }
  return days;
}

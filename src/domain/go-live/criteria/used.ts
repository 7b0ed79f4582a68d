import { dayOf, firstDay } from '../../usage/days.js';
import type { Criterion } from './criterion.js';

/** Uses on the UTC days `from` to `to`. */
type Uses = { uses: number; from: string; to: string; minUses: number };

export const used: Criterion<Uses> = {
  code: 'USED',
  title: 'The key was used in demo in the last 30 days.',
  howTo:
    'Sign in with the key in demo: an authorization server counts successful authentications and redirect URIs that matched.',
  look({ tallies, limits, now }) {
    const [from, to] = [firstDay(30, Date.parse(now)), dayOf(Date.parse(now))];
    let uses = 0;
    for (const { kind, days } of tallies)
      if (kind === 'USED' || kind === 'MATCHED')
        for (const [day, count] of Object.entries(days)) if (day >= from && day <= to) uses += count;
    return { uses, from, to, minUses: limits.minUses };
  },
  missing: ({ uses, minUses }) => (uses < minUses ? ['uses'] : []),
  isOff: ({ minUses }) => minUses === 0,
};

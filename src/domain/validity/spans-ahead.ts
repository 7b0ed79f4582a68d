import type { Credential } from '../credentials/credential.js';
import { isIn, type Standing } from '../credentials/is-in.js';
import { whyInactive } from '../credentials/why-inactive.js';
import type { Interval, Item } from './validity.js';

type Span = Pick<Interval, 'from' | 'to'>;

/** When an item of a key counts from a time on, if nothing happens but that the clock goes on. */
export function spansAhead(standing: Standing, item: Item, from: string): Span[] {
  const dates = 'status' in item ? [item.notBefore, item.expiresAt, ...brownoutTimes(item)] : [];
  const ahead = dates.filter((date): date is string => date !== null && date > from).sort();
  const spans: Span[] = [];
  let open: string | undefined;
  for (const moment of [from, ...ahead]) {
    const now = counts(standing, item, moment);
    if (now) open ??= moment;
    else if (open !== undefined) {
      spans.push({ from: open, to: moment });
      open = undefined;
    }
  }
  return open === undefined ? spans : [...spans, { from: open, to: null }];
}

const brownoutTimes = ({ brownouts = [] }: Pick<Credential, 'brownouts'>) =>
  brownouts.flatMap(({ from, to }) => [from, to]);

/** By the rules of verification, and no others. */
const counts = (standing: Standing, item: Item, now: string): boolean =>
  isIn(standing, item.environment) &&
  (!('status' in item) || whyInactive(standing, item, item.environment, now) === null);

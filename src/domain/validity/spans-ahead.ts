import type { Credential } from '../credentials/credential.js';
import { isIn } from '../credentials/is-in.js';
import { whyInactive } from '../credentials/why-inactive.js';
import type { ExistingKey, RedirectUri } from '../key/key.js';
import type { Interval } from './validity.js';

/** What a key has: a credential, or a redirect URI, which has no dates. */
export type Item = Credential | RedirectUri;
type Span = Pick<Interval, 'from' | 'to'>;

/** When an item of a key counts from a time on, if nothing happens but that the clock goes on. */
export function spansAhead(key: ExistingKey, item: Item, from: string): Span[] {
  const dates = 'status' in item ? [item.notBefore, item.expiresAt] : [];
  const ahead = dates.filter((date): date is string => date !== null && date > from).sort();
  const spans: Span[] = [];
  let open: string | undefined;
  for (const moment of [from, ...ahead]) {
    const now = counts(key, item, moment);
    if (now) open ??= moment;
    else if (open !== undefined) {
      spans.push({ from: open, to: moment });
      open = undefined;
    }
  }
  return open === undefined ? spans : [...spans, { from: open, to: null }];
}

/** By the rules of verification, and no others. */
function counts(key: ExistingKey, item: Item, now: string): boolean {
  const { environment } = item;
  const standing = { ...key, suspended: key.goLive.production === 'SUSPENDED' };
  if (!isIn(standing, environment)) return false;
  return !('status' in item) || whyInactive(standing, item, environment, now) === null;
}

import { RangeInvalid } from '../../app/errors/moments.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { Services } from '../asking.js';
import { checkAsOf, pastIn, type AsOf, type Past } from './history-as-of.js';

/** A key at two moments; undefined before it was created. */
export interface Between {
  from: Past | undefined;
  to: Past | undefined;
  /** The events that there were at the second moment, and not yet at the first. */
  events: readonly RecordedKeyEvent[];
}

/** The events of a key up to each of two moments. Throws what `historyAsOf` does, and `RangeInvalid` if the first is later. */
export async function historyBetween(
  services: Pick<Services, 'keyHistory' | 'head' | 'now'>,
  keyId: string,
  moments: { from: AsOf; to: AsOf },
): Promise<Between> {
  await checkAsOf(services, moments.from);
  await checkAsOf(services, moments.to);
  const all = await services.keyHistory(keyId);
  const [from, to] = [pastIn(all, moments.from), pastIn(all, moments.to)];
  if (isReversed(moments.from, moments.to) || isLater(from, to)) throw new RangeInvalid();
  return { from, to, events: to?.history.slice(from?.history.length ?? 0) ?? [] };
}

/** Two moments of one form, of which the first is later; they may both be before the key. */
function isReversed(from: AsOf, to: AsOf): boolean {
  if (from.time != null && to.time != null) return from.time > to.time;
  return from.position != null && to.position != null && from.position > to.position;
}

/** The log comes before the clocks, which may disagree: they count between moments after one and the same event. */
function isLater(from: Past | undefined, to: Past | undefined): boolean {
  const [before, after] = [from?.history.length ?? 0, to?.history.length ?? 0];
  return before === after ? (from?.at ?? '') > (to?.at ?? '') : before > after;
}

import { RangeInvalid } from '../../app/errors/moments.js';
import type { Window } from '../../domain/validity/window.js';
import { notAhead } from '../history/history-as-of.js';

/** The window as far as it is past: what will be is not known. Throws `RangeInvalid`, or `TimeInFuture` when all of it lies ahead. */
export function windowUntilNow({ from, to }: { from: Date; to: Date }, now: Date): Window {
  if (from >= to) throw new RangeInvalid();
  notAhead(from, now);
  return { from: from.toISOString(), to: (to < now ? to : now).toISOString() };
}

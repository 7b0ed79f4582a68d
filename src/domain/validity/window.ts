import type { Interval } from './validity.js';

/** Half open, ISO 8601 UTC with milliseconds. */
export interface Window {
  from: string;
  to: string;
}

/** The interval as it is known at `now`: what has not begun is none, and an end that lies ahead may yet come sooner. */
export function knownAt<I extends Interval>(interval: I, now: string): I | undefined {
  if (interval.from > now) return undefined;
  return interval.to === null || interval.to <= now ? interval : { ...interval, to: null };
}

/** What a window and an interval have in common; undefined when that is no time at all. */
export function overlapOf({ from, to }: Pick<Interval, 'from' | 'to'>, window: Window): Window | undefined {
  const begin = from > window.from ? from : window.from;
  const end = to === null || to > window.to ? window.to : to;
  return begin < end ? { from: begin, to: end } : undefined;
}

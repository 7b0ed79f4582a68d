import type { Entry } from '../entry.js';
import type { StreamRange } from './manifest.js';
import { recordedAtOf } from './require-complete.js';

/** A span of time, as ISO 8601 UTC with milliseconds; null: without that end. */
export interface Span {
  from: string | null;
  to: string | null;
}

/** Which of all events of a stream are in the span: what is between its first event not before `from` and the next one at `to` or later. */
export function rangeOf(events: readonly Pick<Entry, 'metadata'>[], { from, to }: Span): StreamRange {
  const lastRevisionAtTreeSize = events.length - 1;
  const first = events.findIndex((event) => from === null || recordedAtOf(event) >= from);
  const end = events.findIndex((event, at) => at >= first && to !== null && recordedAtOf(event) >= to);
  const last = end < 0 ? lastRevisionAtTreeSize : end - 1;
  const isEmpty = first < 0 || last < first;
  return isEmpty
    ? { firstRevision: null, lastRevision: null, lastRevisionAtTreeSize }
    : { firstRevision: first, lastRevision: last, lastRevisionAtTreeSize };
}

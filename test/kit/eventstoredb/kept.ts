import type { Recorded } from './recorded.js';

interface Keeping {
  $maxAge?: number;
  $maxCount?: number;
  $tb?: number;
}

const keepingOf = (metadata: Recorded | undefined): Keeping =>
  metadata ? (JSON.parse(Buffer.from(metadata.data).toString()) as Keeping) : {};

/** Deleted in a way that lets it be written again: everything in it comes before where it begins. */
export const deletedUnder = (metadata: Recorded | undefined) =>
  (keepingOf(metadata).$tb ?? 0) > Number.MAX_SAFE_INTEGER;

/** What the metadata of a stream leave of it for readers; undefined when it is deleted or never was. `$all` gives all. */
export function keptUnder(metadata: Recorded | undefined, events: readonly Recorded[], now: number) {
  if (events.length === 0 || deletedUnder(metadata)) return undefined;
  const { $maxAge, $maxCount, $tb = 0 } = keepingOf(metadata);
  const first = Math.max($tb, events.length - ($maxCount ?? events.length));
  const since = $maxAge === undefined ? -Infinity : now - $maxAge * 1000;
  return events.slice(first).filter(({ created }) => created >= since);
}

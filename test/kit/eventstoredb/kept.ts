import type { Recorded } from './log.js';

interface Keeping {
  $maxAge?: number;
  $maxCount?: number;
  $tb?: number;
}

/** What the metadata of a stream leave of it for readers; undefined when it is deleted or never was. `$all` gives all. */
export function keptUnder(metadata: Recorded | undefined, events: readonly Recorded[], now: number) {
  if (events.length === 0) return undefined;
  const {
    $maxAge,
    $maxCount,
    $tb = 0,
  } = metadata ? (JSON.parse(Buffer.from(metadata.data).toString()) as Keeping) : {};
  if ($tb > Number.MAX_SAFE_INTEGER) return undefined;
  const first = Math.max($tb, events.length - ($maxCount ?? events.length));
  const since = $maxAge === undefined ? -Infinity : now - $maxAge * 1000;
  return events.slice(first).filter(({ created }) => created >= since);
}

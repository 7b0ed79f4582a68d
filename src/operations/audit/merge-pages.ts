import type { Page, PageRequest, SortKey } from '../../../projections/page.js';

interface Recorded {
  id: string;
  recordedAt: string;
  /** Null of what is not in the log. */
  position: string | null;
}

/** What is not in the log comes after what is, of one moment, by its id: a position never begins with an `r`. */
const keyOf = ({ recordedAt, position, id }: Recorded): SortKey => [recordedAt, position ?? `read ${id}`];

/** Order of time, then of the log; both are texts that sort as they mean. */
function compare(one: SortKey, other: SortKey): number {
  const index = one[0] === other[0] ? 1 : 0;
  const [a = '', b = ''] = [one[index], other[index]];
  return a < b ? -1 : a > b ? 1 : 0;
}

const inOrder =
  ({ descending }: PageRequest) =>
  (one: { key: SortKey }, other: { key: SortKey }) =>
    compare(one.key, other.key) * (descending ? -1 : 1);

/** A page of what is in memory, in any order. */
export function pageOf<Value extends Recorded>(values: readonly Value[], request: PageRequest): Page<Value> {
  const { from, descending, limit } = request;
  const isBeyond = ({ key }: { key: SortKey }) => from === null || compare(key, from) * (descending ? -1 : 1) > 0;
  const rows = values
    .map((value) => ({ value, key: keyOf(value) }))
    .filter(isBeyond)
    .sort(inOrder(request));
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/** One page of several lists: each gives as many as the page may have. */
export function mergePages<Value>(pages: readonly Page<Value>[], request: PageRequest): Page<Value> {
  const rows = pages.flatMap((page) => page.rows).sort(inOrder(request));
  return { rows: rows.slice(0, request.limit), more: rows.length > request.limit || pages.some(({ more }) => more) };
}

import type { Page, PageRequest, SortKey } from '../../../projections/page.js';
import { BadArgument } from '../../app/errors/bad-argument.js';

export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export const DEFAULT_SIZE = 20;
export const MAX_SIZE = 100;

/** An opaque cursor: the name of the list, then the sort key of the row. */
const cursorOf = (list: string, key: SortKey) => Buffer.from(JSON.stringify([list, ...key])).toString('base64url');

function keyOf(list: string, cursor: string, example: SortKey): SortKey {
  const bad = () => new BadArgument('A cursor is the text that an earlier page of the same list gave.');
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw bad();
  }
  if (!Array.isArray(parts) || parts[0] !== list || parts.length !== example.length + 1) throw bad();
  const key = parts.slice(1) as SortKey;
  const fits = key.every((part, index) => typeof part === typeof example[index] && !String(part).includes('\0'));
  if (!fits || cursor !== cursorOf(list, key)) throw bad();
  return key;
}

function sizeOf({ first, last }: PageArguments): number {
  if (first != null && last != null) throw new BadArgument('Give either `first` or `last`.');
  const size = first ?? last ?? DEFAULT_SIZE;
  if (size < 1 || size > MAX_SIZE) throw new BadArgument(`A page has 1 to ${MAX_SIZE} entries.`);
  return size;
}

export interface List<Value> {
  /** Names the list and its order: `connect` refuses a cursor of another list. */
  name: string;
  descending: boolean;
  /** An example of a sort key: a cursor must have parts of the same types. */
  key: SortKey;
  read: (page: PageRequest) => Page<Value>;
  count: () => number;
}

/** A list that is in memory, oldest first; a cursor has the place in it. */
export const inMemory = <Value>(name: string, values: readonly Value[], { descending = false } = {}): List<Value> => ({
  name,
  descending,
  key: [0],
  read({ from, descending: backwards, limit }) {
    const after = Number(from?.[0] ?? (backwards ? Infinity : -1));
    const rows = values.map((value, index) => ({ value, key: [index] }));
    const beyond = backwards ? rows.slice(0, Math.max(0, after)).reverse() : rows.slice(Math.max(0, after + 1));
    return { rows: beyond.slice(0, limit), more: beyond.length > limit };
  },
  count: () => values.length,
});

/** A page of a list as a Relay connection. `totalCount` stays a function: rows are counted only if the field is selected. */
export function connect<Value>({ name, descending, key, read, count }: List<Value>, request: PageArguments) {
  const limit = sizeOf(request);
  const backwards = request.last != null || (request.before != null && request.first == null);
  if (backwards ? request.after != null : request.before != null)
    throw new BadArgument('`after` goes with `first`, and `before` with `last`.');
  const cursor = backwards ? request.before : request.after;
  const from = cursor == null ? null : keyOf(name, cursor, key);
  const { rows, more } = read({ from, descending: descending !== backwards, limit });
  if (backwards) rows.reverse();
  const edges = rows.map((row) => ({ cursor: cursorOf(name, row.key), node: row.value }));
  const pageInfo = {
    hasNextPage: backwards ? from !== null : more,
    hasPreviousPage: backwards ? more : from !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes: edges.map(({ node }) => node), pageInfo, totalCount: count };
}

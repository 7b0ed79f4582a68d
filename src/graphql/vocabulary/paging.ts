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

/** An opaque cursor: what the row is sorted by, and in which list that makes sense. */
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
  /** Names the list and its order: a cursor of another one is refused. */
  name: string;
  descending: boolean;
  /** Types of the sort key. */
  key: SortKey;
  read: (page: PageRequest) => Page<Value>;
  count: () => number;
}

/** A page of a list as a Relay connection. The count is taken only if it is asked for. */
export function connect<Value>({ name, descending, key, read, count }: List<Value>, asked: PageArguments) {
  const limit = sizeOf(asked);
  const backwards = asked.last != null || (asked.before != null && asked.first == null);
  if (backwards ? asked.after != null : asked.before != null)
    throw new BadArgument('`after` goes with `first`, and `before` with `last`.');
  const cursor = backwards ? asked.before : asked.after;
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

import type { Position } from '../../src/app/log/event-store.js';
import { HASH_BYTES, TILE_WIDTH, type Hash, type TileHashes } from '../../src/app/proof/tree.js';
import type { ViewDatabase } from '../../src/app/views/views.js';

/** Hashes of a row. A tile has several, because a command writes the last one again; a row for each hash would cost more than the hash. */
export const ROW_WIDTH = 16;

/** The number of leaves: of events of keys and accounts that this server has seen. Throws `ViewsDamaged` for a width that is not that of the row. */
export function leafCount(db: ViewDatabase): number {
  const last = db.get<{ number: number; width: number; length: number }>(
    'SELECT number, width, length(row) AS length FROM log_tree WHERE level = 0 ORDER BY number DESC LIMIT 1',
  );
  if (!last) return 0;
  if (last.length !== rowLength(last.width)) throw db.damaged();
  return last.number * ROW_WIDTH + last.width;
}

/** Characters of so many hashes in base64, with the quotes. */
const rowLength = (width: number) => 4 * Math.ceil((width * HASH_BYTES) / 3) + 2;

/** Hashes from the view. Throws `ViewsDamaged` when one is missing. */
export const tilesIn =
  (db: ViewDatabase): TileHashes =>
  (level, from, to) => {
    if (from >= to) return [];
    const [first, last] = [Math.floor(from / ROW_WIDTH), Math.floor((to - 1) / ROW_WIDTH)];
    const rows = db.values<string>(
      'SELECT row, checksum FROM log_tree WHERE level = ? AND number BETWEEN ? AND ? ORDER BY number',
      ...[level, first, last],
    );
    const hashes = rows.flatMap(hashesIn).slice(from - first * ROW_WIDTH, to - first * ROW_WIDTH);
    if (hashes.length !== to - from) throw db.damaged();
    return hashes;
  };

const hashesIn = (base64: string): Hash[] => hashesOf(Buffer.from(base64, 'base64'));

/** Hashes that lie one after the other. */
export const hashesOf = (bytes: Buffer): Hash[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));

/** The leaves that an event may be: with very great luck more than one. */
export const findLeaves = (db: ViewDatabase, eventId: string): number[] =>
  db
    .all<{ leaf: number }>('SELECT leaf FROM log_tree_event WHERE id = ? ORDER BY leaf', idNumber(eventId))
    .map(({ leaf }) => leaf);

/** The position of the last event before a tile of leaves; undefined for the first tile. */
export const positionBeforeTile = (db: ViewDatabase, tile: number): Position | undefined =>
  db.get<{ position: Position | null }>(
    'SELECT position FROM log_tree WHERE level = 0 AND number = ?',
    (tile * TILE_WIDTH) / ROW_WIDTH - 1,
  )?.position ?? undefined;

/** The first 13 hex digits of a UUID: as many bits as a number holds. */
export const idNumber = (id: string): number => parseInt(id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 15), 16);

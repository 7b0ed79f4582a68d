import type { Position } from '../../src/app/log/event-store.js';
import { folded, TILE_WIDTH, type Hash } from '../../src/app/proof/tree.js';
import { withChecksum, type ViewDatabase } from '../../src/app/views/views.js';
import { tilesIn } from './tiles.js';

interface Appending {
  level: number;
  /** The number of hashes that the level has. */
  size: number;
  hashes: readonly Hash[];
  /** Where the event of a leaf lies; null at the levels above, and for leaves that were there before. */
  positionOf: (leaf: number) => Position | null;
}

/** Adds hashes at the end of a level: each tile that they fill adds one to the level above. */
export function appendHashes(db: ViewDatabase, { level, size, hashes, positionOf }: Appending): void {
  const start = size - (size % TILE_WIDTH);
  const all = [...tilesIn(db)(level, start, size), ...hashes];
  const full: Hash[] = [];
  for (let from = 0; from < all.length; from += TILE_WIDTH) {
    const tile = all.slice(from, from + TILE_WIDTH);
    writeTile(db, level, (start + from) / TILE_WIDTH, tile, positionOf(start + from - 1));
    if (tile.length === TILE_WIDTH) full.push(folded(tile));
  }
  const above = { level: level + 1, size: start / TILE_WIDTH, hashes: full, positionOf: () => null };
  if (full.length > 0) appendHashes(db, above);
}

function writeTile(
  db: ViewDatabase,
  level: number,
  number: number,
  tile: readonly Hash[],
  before: Position | null,
): void {
  db.run(
    `INSERT INTO log_tree (level, number, width, position, row, checksum) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (level, number) DO UPDATE SET width = excluded.width, row = excluded.row, checksum = excluded.checksum`,
    ...[level, number, tile.length, before, ...withChecksum(Buffer.concat(tile).toString('base64'))],
  );
}

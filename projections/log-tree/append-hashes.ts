import type { Position } from '../../src/app/log/event-store.js';
import { folded, TILE_WIDTH, type Hash } from '../../src/app/proof/tree.js';
import { withChecksum, type ViewDatabase } from '../../src/app/views/views.js';
import { ROW_WIDTH, tilesIn } from './tiles.js';

interface Appending {
  level: number;
  /** The number of hashes that the level has. */
  size: number;
  hashes: readonly Hash[];
  /** Where the event of one of these leaves lies; null at the levels above. */
  positionOf: (leaf: number) => Position | null;
}

/** Adds hashes at the end of a level: each tile that they fill adds one to the level above. */
export function appendHashes(db: ViewDatabase, { level, size, hashes, positionOf }: Appending): void {
  const before = tilesIn(db);
  const all = (from: number) => [...before(level, from, size), ...hashes];
  const [rowFrom, tileFrom] = [size - (size % ROW_WIDTH), size - (size % TILE_WIDTH)];
  chunks(all(rowFrom), ROW_WIDTH).forEach((row, index) => {
    const from = rowFrom + index * ROW_WIDTH;
    writeRow(db, { level, number: from / ROW_WIDTH, hashes: row, position: positionOf(from + row.length - 1) });
  });
  if (tileFrom + TILE_WIDTH > size + hashes.length) return;
  const full = chunks(all(tileFrom), TILE_WIDTH).filter(({ length }) => length === TILE_WIDTH);
  const above = { level: level + 1, size: tileFrom / TILE_WIDTH, hashes: full.map(folded), positionOf: () => null };
  appendHashes(db, above);
}

const chunks = (hashes: readonly Hash[], width: number): (readonly Hash[])[] =>
  Array.from({ length: Math.ceil(hashes.length / width) }, (_, at) => hashes.slice(at * width, (at + 1) * width));

interface Row {
  level: number;
  number: number;
  hashes: readonly Hash[];
  position: Position | null;
}

const writeRow = (db: ViewDatabase, { level, number, hashes, position }: Row) =>
  db.run(
    `INSERT INTO log_tree (level, number, width, position, row, checksum) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (level, number) DO UPDATE SET width = excluded.width, position = excluded.position, row = excluded.row, checksum = excluded.checksum`,
    ...[level, number, hashes.length, position, ...withChecksum(Buffer.concat(hashes).toString('base64'))],
  );

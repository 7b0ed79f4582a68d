import { folded, TILE_WIDTH, type Hash, type TileHashes } from '../../../src/app/proof/tree.js';

/** Tiles over leaves in memory. */
export function tilesOver(leaves: readonly Hash[]): TileHashes {
  const levels = [leaves];
  for (let below = leaves; below.length >= TILE_WIDTH;) {
    const whole = Math.floor(below.length / TILE_WIDTH);
    below = Array.from({ length: whole }, (_, at) => folded(below.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH)));
    levels.push(below);
  }
  return (level, from, to) => levels[level]?.slice(from, to) ?? [];
}

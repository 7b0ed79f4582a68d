import { leafCount, tilesIn } from '../../../projections/log-tree/tiles.js';
import { TILE_WIDTH, type Hash } from '../../app/proof/tree.js';
import type { Tile } from '../../app/proof/tile-path.js';
import type { Asking } from '../asking.js';

/** The hashes of a tile; undefined where the tree does not have as many yet. Throws `ViewsUnavailable`. */
export function readTile(
  { views }: Pick<Asking, 'views'>,
  { level, number, width }: Tile,
): readonly Hash[] | undefined {
  const from = number * TILE_WIDTH;
  const size = Math.floor(leafCount(views) / TILE_WIDTH ** level);
  return from + width > size ? undefined : tilesIn(views)(level, from, from + width);
}

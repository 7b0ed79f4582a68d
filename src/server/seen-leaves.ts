import type { SeenLeaves } from '../app/scrub/check-leaves.js';
import { TILE_WIDTH } from '../app/proof/tree.js';
import type { ViewDatabase } from '../app/views/views.js';
import { findLeaves, leafCount, positionBeforeTile, tilesIn } from '../../projections/log-tree/tiles.js';

/** What the view says of the log, for the scrub to compare. */
export const seenLeaves = (db: ViewDatabase): SeenLeaves => ({
  count: () => leafCount(db),
  hashes: (from, to) => tilesIn(db)(0, from, to),
  find: (eventId) => findLeaves(db, eventId),
  placeOf(leaf) {
    const tile = Math.floor(leaf / TILE_WIDTH);
    return { leaf: tile * TILE_WIDTH, position: positionBeforeTile(db, tile) };
  },
  damaged: db.damaged,
});

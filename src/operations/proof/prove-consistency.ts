import { leafCount, tilesIn } from '../../../projections/log-tree/tiles.js';
import { consistencyProof } from '../../app/proof/make-proofs.js';
import type { Hash } from '../../app/proof/tree.js';
import type { Asking } from '../asking.js';

/** Proves that the first `from` leaves are a beginning of the first `to`; undefined where the tree does not have as many, or `to` is less. */
export const proveConsistency = (
  { views }: Pick<Asking, 'views'>,
  { from, to }: { from: number; to: number },
): readonly Hash[] | undefined =>
  from > to || to > leafCount(views) ? undefined : consistencyProof(tilesIn(views), from, to);

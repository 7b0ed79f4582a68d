import { rangeHash, splitOf, type Hash, type TileHashes } from './tree.js';

/** The hashes that lead from a leaf to the root of the first `size` leaves, nearest first: PATH of RFC 6962 2.1.1. `leaf` is less than `size`. */
export const inclusionProof = (tiles: TileHashes, leaf: number, size: number): Hash[] =>
  inclusionPath((from, to) => rangeHash(tiles, from, to), leaf, size);

/** As `inclusionProof`, over hashes of ranges that somebody else knows. */
export function inclusionPath(hashOf: (from: number, to: number) => Hash, leaf: number, size: number): Hash[] {
  const path = (from: number, to: number): Hash[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return leaf < middle ? [...path(from, middle), hashOf(middle, to)] : [...path(middle, to), hashOf(from, middle)];
  };
  return path(0, size);
}

/**
 * The hashes that show the first `earlier` leaves to be a beginning of the first `size`: PROOF of RFC 6962 2.1.2. None when either
 * tree is empty or both are one.
 */
export function consistencyProof(tiles: TileHashes, earlier: number, size: number): Hash[] {
  const subproof = (from: number, to: number, isKnown: boolean): Hash[] => {
    if (to === earlier) return isKnown ? [] : [rangeHash(tiles, from, to)];
    const middle = from + splitOf(to - from);
    return earlier <= middle
      ? [...subproof(from, middle, isKnown), rangeHash(tiles, middle, to)]
      : [...subproof(middle, to, false), rangeHash(tiles, from, middle)];
  };
  return earlier === 0 || earlier === size ? [] : subproof(0, size, true);
}

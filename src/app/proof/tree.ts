import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

/** 32 bytes of SHA-256. */
export type Hash = Buffer;

const NODE = Buffer.of(1);

/** RFC 6962 2.1: SHA-256(0x00 || entry). */
export const leafHash = (entry: string): Hash => hash('sha256', `\0${entry}`, 'buffer');

/** The same as 32 characters, one for each byte: many of them take less room than so many buffers. */
export const leafHashText = (entry: string): string => hash('sha256', `\0${entry}`, 'binary');

/** RFC 6962 2.1: SHA-256(0x01 || left || right). */
export const nodeHash = (left: Hash, right: Hash): Hash => hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');

/** Of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = hash('sha256', '', 'buffer');

/**
 * Gives hashes of whole subtrees of 256^level leaves: those from number `from` up to `to` (exclusive), in order. Level 0 is the leaves.
 */
export type TileHashes = (level: number, from: number, to: number) => readonly Hash[];

/** A tile has 2^8 hashes: C2SP tlog-tiles. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/** The largest power of two that is less than `size`, where RFC 6962 splits. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Hash of the leaves from `from` up to `to` (exclusive), where `from` is a multiple of the power of two that covers them, as it is in every proof. */
export function rangeHash(tiles: TileHashes, from: number, to: number): Hash {
  const size = to - from;
  if (size === 0) return emptyRoot;
  const split = splitOf(size);
  if (size === 1 || split * 2 === size) return wholeHash(tiles, from, size);
  return nodeHash(rangeHash(tiles, from, from + split), rangeHash(tiles, from + split, to));
}

/** Of a power of two of leaves: from the hashes of the highest level of tiles below it. */
function wholeHash(tiles: TileHashes, from: number, size: number): Hash {
  let level = 0;
  while (TILE_WIDTH ** (level + 1) <= size) level++;
  const step = TILE_WIDTH ** level;
  return folded(tiles(level, from / step, (from + size) / step));
}

/** The root over hashes of subtrees of one size; their number is a power of two. As `nodeHash` pair by pair, without a buffer for each pair. */
export function folded(hashes: readonly Hash[]): Hash {
  const pair = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);
  let level = hashes;
  while (level.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at < level.length; at += 2) {
      pair.set(level[at] as Hash, 1);
      pair.set(level[at + 1] as Hash, 1 + HASH_BYTES);
      above.push(hash('sha256', pair, 'buffer'));
    }
    level = above;
  }
  return level[0] as Hash;
}

/** Root hash of the first `size` leaves. */
export const rootHash = (tiles: TileHashes, size: number): Hash => rangeHash(tiles, 0, size);

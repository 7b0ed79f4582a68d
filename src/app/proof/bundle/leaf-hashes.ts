import { nodeHash, splitOf, emptyRoot, type Hash } from '../tree.js';

const HASH_BYTES = 32;
const FIRST_ROOM = 1024;

/** Hashes one after the other in one piece of memory, 32 bytes each. */
export function hashList() {
  let bytes = Buffer.alloc(FIRST_ROOM * HASH_BYTES);
  let length = 0;
  return {
    push(hash: Hash): void {
      if ((length + 1) * HASH_BYTES > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2);
      hash.copy(bytes, length++ * HASH_BYTES);
    },
    at: (index: number): Hash => bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
    length: () => length,
  };
}

export type HashList = ReturnType<typeof hashList>;
/** Hash of the leaves from one up to another (exclusive), as proofs ask for them. */
export type RangeHash = (from: number, to: number) => Hash;

/**
 * The tree over leaves in memory, with every whole subtree: 64 bytes a leaf. For many proofs of one tree, where tiles would be
 * folded again for each.
 */
export function treeOver(leaves: HashList): RangeHash {
  const levels = [leaves];
  for (let below = leaves; below.length() > 1;) {
    const level = hashList();
    for (let at = 0; at + 1 < below.length(); at += 2) level.push(nodeHash(below.at(at), below.at(at + 1)));
    levels.push((below = level));
  }
  const range: RangeHash = (from, to) => {
    const size = to - from;
    if (size === 0) return emptyRoot;
    const level = Math.round(Math.log2(size));
    if (2 ** level === size && from % size === 0) return (levels[level] as HashList).at(from / size);
    const middle = from + splitOf(size);
    return nodeHash(range(from, middle), range(middle, to));
  };
  return range;
}

import { emptyRoot, nodeHash, type Hash } from './tree.js';

/** A leaf of a tree: where, and its hash. */
export interface PlacedLeaf {
  leafIndex: number;
  leafHash: Hash;
}

/** A tree as somebody has stated it. */
export interface StatedTree {
  size: number;
  root: Hash;
}

const half = (value: number) => Math.floor(value / 2);
const isOdd = (value: number) => value % 2 === 1;

/** Does the proof lead from the leaf to the root? RFC 9162 2.1.3.2. */
export function includes(
  { size, root }: StatedTree,
  { leafIndex, leafHash }: PlacedLeaf,
  proof: readonly Hash[],
): boolean {
  if (leafIndex >= size) return false;
  let [node, last, reached] = [leafIndex, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      reached = nodeHash(sibling, reached);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else reached = nodeHash(reached, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && reached.equals(root);
}

/** Is the earlier tree a beginning of the later one? RFC 9162 2.1.4.2. */
export function isConsistent(earlier: StatedTree, later: StatedTree, proof: readonly Hash[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(emptyRoot);
  let [node, last] = [earlier.size - 1, later.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // where the earlier tree is a whole subtree of the later one, the proof does not repeat its root
  const [first, ...rest] = node === 0 ? [earlier.root, ...proof] : proof;
  if (!first) return false;
  let [before, now] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      [before, now] = [nodeHash(sibling, before), nodeHash(sibling, now)];
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(earlier.root) && now.equals(later.root);
}

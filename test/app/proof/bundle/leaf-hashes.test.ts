import { expect, test } from '@jest/globals';
import { hashList, treeOver } from '../../../../src/app/proof/bundle/leaf-hashes.js';
import { inclusionPath, inclusionProof } from '../../../../src/app/proof/make-proofs.js';
import { leafHash, rootHash } from '../../../../src/app/proof/tree.js';
import { tilesOver } from '../../../kit/proof/tiles-over.js';

test.each([0, 1, 2, 3, 7, 8, 255, 256, 257, 1025])('roots and proofs of %s leaves are those of tiles', (size) => {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(String(at)));
  const list = hashList();
  for (const leaf of leaves) list.push(leaf);
  const [tiles, hashOf] = [tilesOver(leaves), treeOver(list)];
  for (const earlier of new Set([size, size >> 1, Math.max(0, size - 1)]))
    expect(hashOf(0, earlier)).toEqual(rootHash(tiles, earlier));
  for (const leaf of [0, size >> 1, size - 1].filter((one) => one >= 0 && one < size))
    expect(inclusionPath(hashOf, leaf, size)).toEqual(inclusionProof(tiles, leaf, size));
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consistencyProof, inclusionProof } from '../../../src/app/proof/make-proofs.js';
import { emptyRoot, leafHash, nodeHash, rootHash, type Hash } from '../../../src/app/proof/tree.js';
import { includes, isConsistent } from '../../../src/app/proof/verify-proofs.js';
import { tilesOver } from '../../kit/proof/tiles-over.js';

/** The leaves and roots that Certificate Transparency's implementations of RFC 6962 are tested with. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const known = entries.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));

/** RFC 6962 2.1, read as it stands. */
function rootOf(leaves: readonly Hash[]): Hash {
  const [first] = leaves;
  if (!first) return emptyRoot;
  if (leaves.length === 1) return first;
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

const many = Array.from({ length: 70_000 }, (_, number) => leafHash(`entry ${number}`));
const tiles = tilesOver(many);
/** About tiles of one level, of two and of three; small ones. */
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 250, max: 520 }),
  fc.integer({ min: 65_530, max: 65_540 }),
  fc.integer({ min: 1, max: many.length }),
);

describe('the tree', () => {
  it('has the known roots', () => {
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(roots.map((_, size) => rootHash(tilesOver(known), size + 1).toString('hex'))).toEqual(roots);
  });

  it('has the known proofs', () => {
    const hex = (hashes: readonly Hash[]) => hashes.map((hash) => hash.toString('hex'));
    expect(hex(inclusionProof(tilesOver(known), 0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(consistencyProof(tilesOver(known), 6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('has the root of RFC 6962 over any number of tiles', () => {
    fc.assert(
      fc.property(sizes, (size) => rootHash(tiles, size).equals(rootOf(many.slice(0, size)))),
      { numRuns: 30 },
    );
  });

  it('proves each leaf, at its place alone', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, some, other) => {
        const leafIndex = some % size;
        const [tree, proof] = [{ size, root: rootHash(tiles, size) }, inclusionProof(tiles, leafIndex, size)];
        const leaf = { leafIndex, leafHash: many[leafIndex] as Hash };
        expect(includes(tree, leaf, proof)).toBe(true);
        const elsewhere = other % many.length;
        if (elsewhere === leafIndex) return;
        expect(includes(tree, { ...leaf, leafHash: many[elsewhere] as Hash }, proof)).toBe(false);
        expect(includes(tree, { ...leaf, leafIndex: elsewhere }, proof)).toBe(false);
        expect(includes(tree, leaf, [...proof, leaf.leafHash])).toBe(false);
        if (proof.length > 0) expect(includes(tree, leaf, proof.slice(0, -1))).toBe(false);
        expect(includes({ ...tree, root: leafHash('another') }, leaf, proof)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('proves each beginning, and no other', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (one, other, changed) => {
        const [size, laterSize] = [Math.min(one, other), Math.max(one, other)];
        const earlier = { size, root: rootHash(tiles, size) };
        const later = { size: laterSize, root: rootHash(tiles, laterSize) };
        const proof = consistencyProof(tiles, size, laterSize);
        expect(isConsistent(earlier, later, proof)).toBe(true);
        expect(isConsistent({ ...earlier, root: leafHash('rewritten') }, later, proof)).toBe(false);
        expect(isConsistent(earlier, { ...later, root: leafHash('rewritten') }, proof)).toBe(false);
        expect(isConsistent(earlier, later, [...proof, earlier.root])).toBe(false);
        if (size === laterSize) return;
        expect(isConsistent(later, earlier, proof)).toBe(false);
        if (proof.length === 0) return;
        const at = changed % proof.length;
        expect(isConsistent(earlier, later, proof.with(at, leafHash('another')))).toBe(false);
        expect(isConsistent(earlier, later, proof.toSpliced(at, 1))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the empty tree for a beginning of every other', () => {
    const [empty, later] = [
      { size: 0, root: emptyRoot },
      { size: 9, root: rootHash(tiles, 9) },
    ];
    expect(isConsistent(empty, later, consistencyProof(tiles, 0, 9))).toBe(true);
    expect(isConsistent({ ...empty, root: later.root }, later, [])).toBe(false);
  });
});

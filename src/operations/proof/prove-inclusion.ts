import { findLeaves, tilesIn } from '../../../projections/log-tree/tiles.js';
import { LogDamaged } from '../../app/log/event-store.js';
import { entryOf } from '../../app/proof/entry.js';
import { inclusionProof } from '../../app/proof/make-proofs.js';
import type { Checkpoints } from '../../app/proof/keep-checkpoints.js';
import { statedIn } from '../../app/proof/signed-checkpoint.js';
import { leafHash, TILE_WIDTH, type Hash } from '../../app/proof/tree.js';
import type { Asking } from '../asking.js';
import { readEntries } from './read-entries.js';

/** Where an event is in a tree, and what leads from it to the root. */
export interface Inclusion {
  leafIndex: number;
  treeSize: number;
  leafHash: Hash;
  hashes: readonly Hash[];
}

/**
 * Proves that an event is in the tree of the newest checkpoint; one that is newer than that is signed first. Undefined for an event
 * that is not there, or is beyond reach. Throws `LogRewritten` and `LogDamaged`.
 */
export async function proveInclusion(
  asking: Pick<Asking, 'views' | 'readLog' | 'caller'>,
  checkpoints: Checkpoints,
  eventId: string,
): Promise<Inclusion | undefined> {
  const { views, caller } = asking;
  for (const leafIndex of findLeaves(views, eventId)) {
    const [number, at] = [Math.floor(leafIndex / TILE_WIDTH), leafIndex % TILE_WIDTH];
    const event = (await readEntries(asking, { number, width: at + 1 }))?.at(at);
    if (event?.id !== eventId || !isWithin(caller.reach.account, event.metadata)) continue;
    const hash = leafHash(entryOf(event));
    if (!tilesIn(views)(0, leafIndex, leafIndex + 1)[0]?.equals(hash))
      throw new LogDamaged(`The event at ${event.position} is not the one that the tree has.`);
    const signed = statedIn(checkpoints.newest() ?? (await checkpoints.sign())).size;
    const treeSize = leafIndex < signed ? signed : statedIn(await checkpoints.sign()).size;
    return { leafIndex, treeSize, leafHash: hash, hashes: inclusionProof(tilesIn(views), leafIndex, treeSize) };
  }
  return undefined;
}

const isWithin = (account: string | null, metadata: object) =>
  account === null || ('account' in metadata && metadata.account === account);

import { keepCheckpoints } from '../../../src/app/proof/keep-checkpoints.js';
import type { EventStore } from '../../../src/app/log/event-store.js';
import { rootHash } from '../../../src/app/proof/tree.js';
import type { ViewDatabase } from '../../../src/app/views/views.js';
import { leafCount, tilesIn } from '../../../projections/log-tree/tiles.js';
import type { HonestLog } from './honest-log.js';

/** The log, its tree in the views, and what is remembered beside the key. */
export interface Served {
  log: HonestLog;
  store: EventStore;
  views: ViewDatabase;
  remembered: string | null;
}

/** Who signs, and looks at the start whether the log goes on; nothing that it signs is written. */
export function guardOf({ log: { signer, origin }, store, views, remembered }: Served) {
  const tiles = tilesIn(views);
  let kept = remembered;
  return keepCheckpoints({
    store: {
      lastOf: store.lastOf,
      head: store.head,
      append: async () => ({ revision: 0, position: await store.head() }),
    },
    tree: { size: () => leafCount(views), root: (size) => rootHash(tiles, size) },
    shown: async () => undefined,
    signersOf: (name) => [{ ...signer, name }],
    remembered: { read: () => kept, write: (note) => void (kept = note) },
    origin,
    now: () => new Date('2026-06-01T12:00:00.000Z'),
    witnesses: [],
    newId: () => '00000000-0000-4000-8000-000000000000',
  });
}

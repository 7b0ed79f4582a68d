import type { Position } from '../../src/app/log/event-store.js';
import type { TileHashes } from '../../src/app/proof/tree.js';
import { ViewsDamaged, type ViewDatabase } from '../../src/app/views/views.js';

/** The number of leaves: of events of keys and accounts that this server has seen. */
export const leafCount = (db: ViewDatabase): number =>
  db.get<{ size: number }>('SELECT coalesce(max(number) + 1, 0) AS size FROM log_tree WHERE level = 0')?.size ?? 0;

/** Hashes from the view. Throws `ViewsDamaged` when one is missing. */
export const tilesIn =
  (db: ViewDatabase): TileHashes =>
  (level, from, to) => {
    const hashes = db.values<string>(
      'SELECT row, checksum FROM log_tree WHERE level = ? AND number >= ? AND number < ? ORDER BY number',
      ...[level, from, to],
    );
    if (hashes.length !== to - from) throw new ViewsDamaged('A hash of the tree is missing.');
    return hashes.map((base64) => Buffer.from(base64, 'base64'));
  };

/** The leaf of an event; undefined where the tree has none, or it is another account's. Without an account, of any. */
export function findLeaf(db: ViewDatabase, eventId: string, account: string | null): number | undefined {
  const found = db.get<{ leaf: number; account: string }>(
    'SELECT leaf, account FROM log_tree_event WHERE id = ?',
    idBytes(eventId),
  );
  return found && (account === null || found.account === account) ? found.leaf : undefined;
}

/** The last position before a tile of leaves; undefined for the first tile. */
export const positionBeforeTile = (db: ViewDatabase, tile: number): Position | undefined =>
  db.get<{ position: Position }>('SELECT position FROM log_tree_tile WHERE number = ?', tile)?.position;

/** A UUID as 16 bytes: half the room of its text. */
export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

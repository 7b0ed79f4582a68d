import type { LogEvent } from '../../src/app/log/decode.js';
import { streamOf } from '../../src/app/log/streams.js';
import { entryOf } from '../../src/app/proof/entry.js';
import { folded, leafHash, TILE_WIDTH, type Hash } from '../../src/app/proof/tree.js';
import { withChecksum, type Projection, type ViewDatabase } from '../../src/app/views/views.js';
import { idBytes, leafCount, tilesIn } from './tiles.js';

interface Leaf {
  hash: Hash;
  /** Of the event. */
  id: string;
  account: string;
  position: string;
}

/** A number of leaves, of which those that are not written yet are chained, newest first. */
interface Tree {
  size: number;
  newest?: Leaf & { before: Tree };
}

/**
 * The hashes of the tree of RFC 6962 over the log, as `docs/audit-proof.md` (Tree) has it: at level L those of whole subtrees of
 * 256^L leaves, which the tiles of C2SP are made of. `log_tree_event` finds the leaf of an event, and whose it is; `log_tree_tile`
 * has the position of the last event before a tile of leaves.
 */
export const logTree: Projection<Tree, LogEvent> = {
  name: 'log_tree',
  version: 1,
  tables: [
    `CREATE TABLE log_tree (
      level INTEGER NOT NULL, number INTEGER NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (level, number)) WITHOUT ROWID`,
    'CREATE TABLE log_tree_event (id BLOB PRIMARY KEY, leaf INTEGER NOT NULL, account TEXT NOT NULL) WITHOUT ROWID',
    'CREATE TABLE log_tree_tile (number INTEGER PRIMARY KEY, position TEXT NOT NULL)',
  ],
  wholeLog: true,
  rowId: () => '',
  load: (db) => ({ size: leafCount(db) }),
  fold(before = { size: 0 }, event) {
    const { id, revision, type, data, metadata, position } = event;
    const stream = 'keyId' in event ? streamOf(event.keyId) : event.stream;
    const hash = leafHash(entryOf({ id, stream, revision, type, data, metadata }));
    const account = 'account' in metadata ? metadata.account : '';
    return { size: before.size + 1, newest: { before, hash, id, account, position } };
  },
  save(db, after, before) {
    const leaves: Leaf[] = [];
    for (let tree = after; tree !== before && tree.newest; tree = tree.newest.before) leaves.push(tree.newest);
    const first = after.size - leaves.length;
    for (const [at, leaf] of leaves.reverse().entries()) addLeaf(db, first + at, leaf);
  },
};

function addLeaf(db: ViewDatabase, number: number, { hash, id, account, position }: Leaf): void {
  addHash(db, 0, number, hash);
  // of two events with one id the first is found: the scrub says that there are two
  db.run('INSERT OR IGNORE INTO log_tree_event (id, leaf, account) VALUES (?, ?, ?)', idBytes(id), number, account);
  const size = number + 1;
  if (size % TILE_WIDTH === 0)
    db.run('INSERT INTO log_tree_tile (number, position) VALUES (?, ?)', size / TILE_WIDTH, position);
}

/** The last hash of a tile makes one at the next level. */
function addHash(db: ViewDatabase, level: number, number: number, hash: Hash): void {
  const row = withChecksum(hash.toString('base64'));
  db.run('INSERT INTO log_tree (level, number, row, checksum) VALUES (?, ?, ?, ?)', level, number, ...row);
  const end = number + 1;
  if (end % TILE_WIDTH !== 0) return;
  addHash(db, level + 1, end / TILE_WIDTH - 1, folded(tilesIn(db)(level, end - TILE_WIDTH, end)));
}

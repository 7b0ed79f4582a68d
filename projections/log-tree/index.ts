import type { LogEvent } from '../../src/app/log/decode.js';
import { streamOf } from '../../src/app/log/streams.js';
import { entryOf } from '../../src/app/proof/entry.js';
import { leafHashText } from '../../src/app/proof/tree.js';
import type { Projection, ViewDatabase } from '../../src/app/views/views.js';
import { appendHashes } from './append-hashes.js';
import { hashesOf, idNumber, leafCount } from './tiles.js';
import type { Leaf } from './leaf.js';

/** A number of leaves, of which those that are not written yet are chained, newest first. */
interface Tree {
  size: number;
  newest?: Leaf & { before: Tree };
}

/**
 * The hashes of the tree of RFC 6962 over the log, as `docs/audit-proof.md` (Tree) has it. A row is up to 16 hashes in base64 of a tile
 * of C2SP tlog-tiles, at level L those of whole subtrees of 256^L leaves; at level 0 with the position of its last
 * event. `log_tree_event` finds the leaf of an event by 52 bits of its id.
 */
export const logTree: Projection<Tree, LogEvent> = {
  name: 'log_tree',
  version: 2,
  tables: [
    `CREATE TABLE log_tree (
      level INTEGER NOT NULL, number INTEGER NOT NULL, width INTEGER NOT NULL, position TEXT, row TEXT NOT NULL, checksum INTEGER NOT NULL,
      PRIMARY KEY (level, number))`,
    'CREATE TABLE log_tree_event (id INTEGER NOT NULL, leaf INTEGER NOT NULL, PRIMARY KEY (id, leaf)) WITHOUT ROWID',
  ],
  of: 'the whole log',
  rowId: () => '',
  load: (db) => ({ size: leafCount(db) }),
  fold(before = { size: 0 }, event) {
    const { id, revision, type, metadata, position } = event;
    const stream = 'keyId' in event ? streamOf(event.keyId) : event.stream;
    const data = 'keyId' in event ? (event.storedData ?? event.data) : event.data; // not as a later version has them
    const hash = leafHashText(entryOf({ id, stream, revision, type, data, metadata }));
    return { size: before.size + 1, newest: { before, hash, id, position } };
  },
  save(db, after, before) {
    const leaves: Leaf[] = [];
    for (let tree = after; tree !== before && tree.newest; tree = tree.newest.before) leaves.push(tree.newest);
    addLeaves(db, after.size - leaves.length, leaves.reverse());
  },
};

function addLeaves(db: ViewDatabase, size: number, leaves: readonly Leaf[]): void {
  const ids = leaves.map(({ id }) => idNumber(id));
  addIds(db, size, ids);
  const hashes = hashesOf(Buffer.from(leaves.map(({ hash }) => hash).join(''), 'binary'));
  appendHashes(db, { level: 0, size, hashes, positionOf: (leaf) => leaves[leaf - size]?.position ?? null });
}

/** All by one statement: one for each costs as much as the row itself. */
const addIds = (db: ViewDatabase, size: number, ids: readonly number[]) =>
  db.run(
    'INSERT INTO log_tree_event (id, leaf) SELECT value, ? + key FROM json_each(?)',
    ...[size, JSON.stringify(ids)],
  );

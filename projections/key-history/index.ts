import { withChecksum, type Projection } from '../../src/app/views/views.js';
import { foldKeyHistory, type HistoryEntry } from './fold.js';
import { rowOf } from './row.js';

/**
 * One row for every event: who, when, what, from where, why. Keys are numbered as they are born: those of one time, which
 * much happens to at one time, lie side by side in the index, and its entries are small. Beside the number stands the owner, whose
 * history it is to see: that of the key as it is now, for all its events.
 */
export const keyHistory: Projection<HistoryEntry> = {
  name: 'key_history',
  version: 6,
  tables: [
    'CREATE TABLE key_history_key (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL)',
    'CREATE INDEX key_history_key_by_owner ON key_history_key (owner)',
    // with rowids: rows lie in the order of the log, and only the small entries of the indexes at random places
    `CREATE TABLE key_history (
      key INTEGER NOT NULL, revision INTEGER NOT NULL, account TEXT NOT NULL, position TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL,
      PRIMARY KEY (key, revision))`,
    'CREATE INDEX key_history_by_position ON key_history (account, position)',
  ],
  rowId: ({ id }) => id,
  fold: foldKeyHistory,
  save(db, entry) {
    const { integratorKeyId, type } = entry;
    if (type === 'KeyCreated')
      db.run('INSERT INTO key_history_key (id, owner) VALUES (?, ?)', integratorKeyId, detail(entry, 'owner'));
    if (type === 'OwnershipTransferred')
      db.run('UPDATE key_history_key SET owner = ? WHERE id = ?', detail(entry, 'to'), integratorKeyId);
    db.run(
      `INSERT INTO key_history (key, revision, account, position, row, checksum)
       VALUES ((SELECT number FROM key_history_key WHERE id = ?), ?, ?, ?, ?, ?)`,
      ...[integratorKeyId, entry.revision, entry.account, entry.position, ...withChecksum(rowOf(entry))],
    );
  },
};

/** A value that an event of this type always has. */
const detail = ({ details }: HistoryEntry, wanted: string) =>
  details.find(({ name }) => name === wanted)?.value ?? null;

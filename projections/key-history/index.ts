import { withChecksum, type Projection } from '../../src/app/views.js';
import { foldKeyHistory, type HistoryEntry } from './fold.js';
import { rowOf } from './row.js';

/** One row for every event: who, when, what, from where, why. */
export const keyHistory: Projection<HistoryEntry> = {
  name: 'key_history',
  version: 4,
  tables: [
    // with rowids: rows lie in the order of the log, and only the small entries of the indexes at random places
    `CREATE TABLE key_history (
      key_id TEXT NOT NULL, revision INTEGER NOT NULL, account TEXT NOT NULL, position TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL,
      PRIMARY KEY (key_id, revision))`,
    'CREATE INDEX key_history_by_position ON key_history (account, position)',
  ],
  rowId: ({ id }) => id,
  fold: foldKeyHistory,
  save(db, entry) {
    db.run(
      'INSERT INTO key_history (key_id, revision, account, position, row, checksum) VALUES (?, ?, ?, ?, ?, ?)',
      ...[entry.integratorKeyId, entry.revision, entry.account, entry.position, ...withChecksum(rowOf(entry))],
    );
  },
};

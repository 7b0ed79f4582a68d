import { aboutOf } from '../../src/domain/audit/about.js';
import { withChecksum, type Projection } from '../../src/app/views/views.js';
import { foldKeyHistory, type HistoryEntry } from './fold.js';
import { rowOf } from './row.js';

/**
 * One row per event: who, when, what, from where, why. `key_history_key` numbers the keys in order of creation: the index
 * entries are small, and those of keys of one age, which change at about one time, are adjacent. It also has the present
 * owner of each key, who may see all of its events, and whether the key has ever had a request to go live.
 */
export const keyHistory: Projection<HistoryEntry> = {
  name: 'key_history',
  version: 11,
  tables: [
    'CREATE TABLE key_history_key (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, requested INTEGER NOT NULL DEFAULT 0)',
    'CREATE INDEX key_history_key_by_owner ON key_history_key (owner)',
    // with rowids: rows are in log order, and only the small index entries go to random pages
    `CREATE TABLE key_history (
      key INTEGER NOT NULL, revision INTEGER NOT NULL, account TEXT NOT NULL, position TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL,
      about TEXT NOT NULL, recorded_at TEXT NOT NULL,
      PRIMARY KEY (key, revision))`,
    'CREATE INDEX key_history_by_position ON key_history (account, position)',
    'CREATE INDEX key_history_by_time ON key_history (account, recorded_at, position)',
    'CREATE INDEX key_history_by_key ON key_history (key, recorded_at, position)',
    'CREATE INDEX key_history_by_part ON key_history (key, about, revision)',
  ],
  rowId: ({ id }) => id,
  fold: foldKeyHistory,
  save(db, entry) {
    const { integratorKeyId, type } = entry;
    if (type === 'KeyCreated')
      db.run('INSERT INTO key_history_key (id, owner) VALUES (?, ?)', integratorKeyId, detail(entry, 'owner'));
    if (type === 'OwnershipTransferred')
      db.run('UPDATE key_history_key SET owner = ? WHERE id = ?', detail(entry, 'to'), integratorKeyId);
    if (type === 'GoLiveRequested') db.run('UPDATE key_history_key SET requested = 1 WHERE id = ?', integratorKeyId);
    db.run(
      `INSERT INTO key_history (key, revision, account, position, row, checksum, about, recorded_at)
       VALUES ((SELECT number FROM key_history_key WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)`,
      ...[integratorKeyId, entry.revision, entry.account, entry.position, ...withChecksum(rowOf(entry))],
      ...[aboutOf(entry), entry.recordedAt],
    );
  },
};

/** A detail that every event of this type has. */
const detail = ({ details }: HistoryEntry, wanted: string) =>
  details.find(({ name }) => name === wanted)?.value ?? null;

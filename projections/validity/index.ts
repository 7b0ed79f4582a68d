import { withChecksum, type Projection, type ViewDatabase } from '../../src/app/views/views.js';
import { foldValidity } from '../../src/domain/validity/fold-validity.js';
import type { KeyRow, KeyValidity } from './row.js';
import { loadSubjects, saveSubjects } from './stored-subjects.js';

/**
 * One row per interval in which a credential or a redirect URI counted, and one for each that has never counted: its `starts`
 * is null. `validity_key` has the standing of a key and its present owner. An event writes that small row, and the last row
 * of each subject that it touches.
 */
export const validity: Projection<KeyValidity> = {
  name: 'validity',
  version: 5,
  tables: [
    'CREATE TABLE validity_key (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL)',
    'CREATE INDEX validity_key_by_owner ON validity_key (owner)',
    // `lasts`: no event after this time changes the row; null without an end, '' of what never changes again
    `CREATE TABLE validity (
      key INTEGER NOT NULL, nth INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, starts TEXT, ends TEXT, lasts TEXT,
      account TEXT NOT NULL, environment TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (key, nth, n)) WITHOUT ROWID`,
    // with `lasts`, because SQLite's check at start compares the two
    'CREATE INDEX validity_by_id ON validity (id, lasts)',
    // all that a question about a time needs, so that rows outside it are not read
    'CREATE INDEX validity_by_time ON validity (account, starts, id, ends, kind, environment) WHERE starts IS NOT NULL',
  ],
  rowId: ({ keyId }) => keyId,
  fold: (before, event) => ({ keyId: event.keyId, validity: foldValidity(before?.validity, event) }),
  load(db, keyId) {
    const row = db.value<KeyRow>('SELECT row, checksum FROM validity_key WHERE id = ?', keyId);
    if (!row) return undefined;
    const { number, ...key } = row;
    const { subjects, places } = loadSubjects(db, number, key.at);
    return { keyId, validity: { ...key, subjects }, stored: { number, places } };
  },
  save(db, after, before) {
    const number = before?.stored?.number ?? nextNumber(db);
    const { account, owner, standing, at } = after.validity;
    db.run(
      `INSERT INTO validity_key (number, id, owner, row, checksum) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET owner = excluded.owner, row = excluded.row, checksum = excluded.checksum`,
      ...[number, after.keyId, owner, ...withChecksum({ number, account, owner, standing, at } satisfies KeyRow)],
    );
    saveSubjects(db, number, after, before);
  },
};

const nextNumber = (db: ViewDatabase) =>
  db.get<{ next: number }>('SELECT coalesce(max(number), 0) + 1 AS next FROM validity_key')?.next ?? 1;

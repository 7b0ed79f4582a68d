import { withChecksum, type Projection, type ViewDatabase } from '../../src/app/views/views.js';
import { foldValidity } from '../../src/domain/validity/fold-validity.js';
import type { Interval, Lived } from '../../src/domain/validity/validity.js';
import { kept, type IntervalRow, type KeyValidity } from './row.js';

/**
 * One row per interval in which a credential or a redirect URI counted. `validity_key` has what the next event of a key needs,
 * and the present owner; `validity_subject` has those, too, that have never counted.
 */
export const validity: Projection<KeyValidity> = {
  name: 'validity',
  version: 1,
  tables: [
    'CREATE TABLE validity_key (id TEXT PRIMARY KEY, account TEXT NOT NULL, owner TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL)',
    // as of the credentials: SQLite's check at start compares the two
    'CREATE UNIQUE INDEX validity_key_by_account ON validity_key (account, owner, id)',
    `CREATE TABLE validity_subject (
      key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (key, kind, id))`,
    'CREATE INDEX validity_subject_by_id ON validity_subject (id, key)',
    `CREATE TABLE validity (
      key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT, account TEXT NOT NULL,
      environment TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (key, kind, id, starts))`,
    // all that a question about a time needs, so that rows outside it are not read
    'CREATE INDEX validity_by_time ON validity (account, starts, id, ends, kind, environment, key)',
  ],
  rowId: ({ keyId }) => keyId,
  fold: (before, event) => ({ ...foldValidity(before, event), keyId: event.keyId }),
  load: (db, id) => db.value<KeyValidity>('SELECT row, checksum FROM validity_key WHERE id = ?', id),
  save(db, after, before) {
    const { keyId, key } = after;
    const known = new Map(before?.subjects.map((subject) => [`${subject.kind} ${subject.id}`, subject]));
    for (const subject of after.subjects) {
      const old = known.get(`${subject.kind} ${subject.id}`);
      if (!old) addSubject(db, keyId, subject);
      if (subject.intervals !== old?.intervals) rewrite(db, after, subject, old?.intervals ?? []);
    }
    db.run(
      `INSERT INTO validity_key (id, account, owner, row, checksum) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, row = excluded.row, checksum = excluded.checksum`,
      ...[keyId, key.account, key.owner, ...withChecksum(kept(after))],
    );
  },
};

function addSubject(db: ViewDatabase, keyId: string, { intervals: _, ...subject }: Lived): void {
  const { kind, id } = subject;
  db.run(
    'INSERT INTO validity_subject (key, kind, id, row, checksum) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ...[keyId, kind, id, ...withChecksum({ ...subject, integratorKeyId: keyId })],
  );
}

/** Replaces the intervals that were open by what has become of them; those that were over already stay as they are. */
function rewrite(
  db: ViewDatabase,
  { keyId, key }: KeyValidity,
  { intervals, ...subject }: Lived,
  old: readonly Interval[],
): void {
  const { kind, id, environment } = subject;
  for (const { from } of old)
    db.run('DELETE FROM validity WHERE key = ? AND kind = ? AND id = ? AND starts = ?', keyId, kind, id, from);
  for (const interval of intervals) {
    const row: IntervalRow = { integratorKeyId: keyId, ...subject, ...interval };
    db.run(
      'INSERT INTO validity (key, kind, id, starts, ends, account, environment, row, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[keyId, kind, id, interval.from, interval.to, key.account, environment, ...withChecksum(row)],
    );
  }
}

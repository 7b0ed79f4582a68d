import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { Lived, ValidityKind } from '../../src/domain/validity/validity.js';
import { knownAt, type Window } from '../../src/domain/validity/window.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Page, PageRequest } from '../page.js';
import type { IntervalRow } from './row.js';

/** Which intervals. */
export interface Listing {
  sight: Reach;
  /** Ends at `now` at the latest. */
  window: Window;
  environment?: Environment | null | undefined;
  kind?: ValidityKind | null | undefined;
  /** ISO 8601 UTC: an end that lies ahead of it is not told. */
  now: string;
}

type Condition = readonly [sql: string, ...values: SqlValue[]];

/** All that counted in a window, by beginning and then by id; the page starts after both. */
export function listIntervals(
  db: ViewDatabase,
  listing: Listing,
  { from, descending, limit }: PageRequest,
): Page<IntervalRow> {
  const beyond: Condition[] = from ? [[`(starts, id) ${descending ? '<' : '>'} (?, ?)`, ...from]] : [];
  const { sql, values } = where([...conditions(listing), ...beyond]);
  const order = descending ? 'starts DESC, id DESC' : 'starts, id';
  const found = db.values<IntervalRow>(
    `SELECT row, checksum FROM validity WHERE ${sql} ORDER BY ${order} LIMIT ?`,
    ...[...values, limit + 1],
  );
  const rows = found.slice(0, limit).map((row) => ({ value: asKnown(row, listing.now), key: [row.from, row.id] }));
  return { rows, more: found.length > limit };
}

export function countIntervals(db: ViewDatabase, listing: Listing): number {
  const { sql, values } = where(conditions(listing));
  return db.get<{ count: number }>(`SELECT count(*) AS count FROM validity WHERE ${sql}`, ...values)?.count ?? 0;
}

function conditions({ sight: { account, owner }, window, environment, kind }: Listing): Condition[] {
  return [
    ...(account === null ? [] : [['account = ?', account] as const]),
    ['starts < ?', window.to],
    ['(ends IS NULL OR ends > ?)', window.from],
    ...(environment ? [['environment = ?', environment] as const] : []),
    ...(kind ? [['kind = ?', kind] as const] : []),
    ...(owner === null ? [] : [['key IN (SELECT id FROM validity_key WHERE owner = ?)', owner] as const]),
  ];
}

const where = (all: readonly Condition[]) => ({
  sql: all.map(([sql]) => sql).join(' AND '),
  values: all.flatMap(([, ...values]) => values),
});

/** The SQL has left out what had not begun. */
const asKnown = (row: IntervalRow, now: string): IntervalRow => knownAt(row, now) ?? row;

const WITHIN =
  'SELECT 1 FROM validity_key WHERE id = ? AND account = coalesce(?, account) AND owner = coalesce(?, owner)';
const SUBJECTS = 'SELECT row, checksum FROM validity_subject WHERE';
const INTERVALS = 'SELECT row, checksum FROM validity WHERE key = ?';

type StoredSubject = Omit<Lived, 'intervals'> & { integratorKeyId: string };

/** Everything that a key has ever had, in the order in which it was added; undefined for a key that is not within reach. */
export function validityOfKey(db: ViewDatabase, reach: Reach, keyId: string, now: string): Lived[] | undefined {
  if (!isWithin(db, reach, keyId)) return undefined;
  const rows = db.values<IntervalRow>(`${INTERVALS} ORDER BY starts`, keyId);
  return db
    .values<StoredSubject>(`${SUBJECTS} key = ? ORDER BY rowid`, keyId)
    .map((subject) => lived(subject, rows, now));
}

/** One credential or redirect URI, by its id; undefined when it is not within reach. */
export function validityOfSubject(db: ViewDatabase, reach: Reach, id: string, now: string): Lived | undefined {
  const subject = db
    .values<StoredSubject>(`${SUBJECTS} id = ?`, id)
    .find(({ integratorKeyId }) => isWithin(db, reach, integratorKeyId));
  if (!subject) return undefined;
  const { kind, integratorKeyId } = subject;
  const sql = `${INTERVALS} AND kind = ? AND id = ? ORDER BY starts`;
  return lived(subject, db.values<IntervalRow>(sql, integratorKeyId, kind, id), now);
}

const isWithin = (db: ViewDatabase, { account, owner }: Reach, keyId: string) =>
  db.get(WITHIN, keyId, account, owner) !== undefined;

function lived({ integratorKeyId: _, ...subject }: StoredSubject, rows: readonly IntervalRow[], now: string): Lived {
  const own = rows.filter(({ kind, id }) => kind === subject.kind && id === subject.id);
  const intervals = own.flatMap(
    ({ from, to, openedBy, closedBy }) => knownAt({ from, to, openedBy, closedBy }, now) ?? [],
  );
  return { ...subject, intervals };
}

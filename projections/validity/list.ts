import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { Interval, Lived, ValidityKind } from '../../src/domain/validity/validity.js';
import { knownAt, type Window } from '../../src/domain/validity/window.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Page, PageRequest } from '../page.js';
import { subjectRowIn, type IntervalRow, type KeyRow, type SubjectRow, type TextRow } from './row.js';

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
  const found = db.values<TextRow>(
    `SELECT row, checksum FROM validity WHERE ${sql} ORDER BY ${order} LIMIT ?`,
    ...[...values, limit + 1],
  );
  const rows = found
    .slice(0, limit)
    .flatMap((text) => listed(subjectRowIn(text), listing.now) ?? [])
    .map((value) => ({ value, key: [value.from, value.id] }));
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
    ...(owner === null ? [] : [['key IN (SELECT number FROM validity_key WHERE owner = ?)', owner] as const]),
  ];
}

const where = (all: readonly Condition[]) => ({
  sql: all.map(([sql]) => sql).join(' AND '),
  values: all.flatMap(([, ...values]) => values),
});

function listed({ integratorKeyId, kind, id, environment, label, interval }: SubjectRow, now: string) {
  return interval && { integratorKeyId, kind, id, environment, label, ...(knownAt(interval, now) ?? interval) };
}

const ROWS = 'SELECT row, checksum FROM validity WHERE';

/** Everything that a key has ever had, in the order in which it was added; undefined for a key that is not within reach. */
export function validityOfKey(db: ViewDatabase, reach: Reach, keyId: string, now: string): Lived[] | undefined {
  const number = numberWithin(db, reach, keyId);
  if (number === undefined) return undefined;
  const rows = db.values<TextRow>(`${ROWS} key = ? ORDER BY nth, n`, number).map(subjectRowIn);
  return livedIn(rows, now);
}

/** One credential or redirect URI, by its id; undefined when it is not within reach. */
export function validityOfSubject(db: ViewDatabase, reach: Reach, id: string, now: string): Lived | undefined {
  const rows = db.values<TextRow>(`${ROWS} id = ? ORDER BY key, nth, n`, id).map(subjectRowIn);
  const keyId = rows.find(
    ({ integratorKeyId }) => numberWithin(db, reach, integratorKeyId) !== undefined,
  )?.integratorKeyId;
  return livedIn(
    rows.filter(({ integratorKeyId }) => integratorKeyId === keyId),
    now,
  )[0];
}

/** The number of a key, unless it is out of reach. */
function numberWithin(db: ViewDatabase, { account, owner }: Reach, keyId: string): number | undefined {
  const key = db.value<KeyRow>('SELECT row, checksum FROM validity_key WHERE id = ?', keyId);
  return key?.account === (account ?? key?.account) && key?.owner === (owner ?? key?.owner) ? key?.number : undefined;
}

/** The subjects of rows that are in order. */
function livedIn(rows: readonly SubjectRow[], now: string): Lived[] {
  const subjects = new Map<number, Lived & { intervals: Interval[] }>();
  for (const { nth, kind, id, environment, label, interval } of rows) {
    const subject = subjects.get(nth) ?? { kind, id, environment, label, intervals: [] };
    const known = interval && knownAt(interval, now);
    if (known) subject.intervals.push(known);
    subjects.set(nth, subject);
  }
  return [...subjects.values()];
}

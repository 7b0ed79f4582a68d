import { withChecksum, type ViewDatabase } from '../../src/app/views/views.js';
import type { Followed } from '../../src/domain/validity/validity.js';
import {
  lastsOf,
  subjectRowIn,
  textRowOf,
  type KeyValidity,
  type Place,
  type SubjectRow,
  type TextRow,
} from './row.js';

const ROWS = 'SELECT row, checksum FROM validity WHERE key = ?';

/** The subjects of a key that an event at `at`, or later, may change. */
export function loadSubjects(db: ViewDatabase, key: number, at: string) {
  const sql = `${ROWS} AND (lasts IS NULL OR lasts >= ?) ORDER BY nth, n`;
  const rows = db.values<TextRow>(sql, key, at).map(subjectRowIn);
  const bySubject = new Map<number, SubjectRow[]>();
  for (const row of rows) bySubject.set(row.nth, [...(bySubject.get(row.nth) ?? []), row]);
  const subjects = [...bySubject.values()];
  return {
    subjects: subjects.map(followedIn),
    places: subjects.map(([row]) => ({ nth: row?.nth ?? 0, first: row?.n ?? 0 })),
  };
}

/** The subject of its last rows, which are in order. */
function followedIn(rows: readonly SubjectRow[]): Followed {
  const { kind, id, environment, label, item } = rows.at(-1) as SubjectRow;
  return { kind, id, environment, label, item, intervals: rows.flatMap(({ interval }) => interval ?? []) };
}

/** Writes the subjects that have changed: from the first interval in memory on, and no row after the last one. */
export function saveSubjects(db: ViewDatabase, key: number, after: KeyValidity, before: KeyValidity | undefined): void {
  let next: number | undefined;
  const nextPlace = (): Place => {
    next ??= before ? nextNth(db, key) : 0;
    return { nth: next++, first: 0 };
  };
  after.validity.subjects.forEach((subject, index) => {
    if (subject === before?.validity.subjects[index]) return;
    const place = before?.stored?.places[index];
    const whole = before && (place ? withPrevious(db, key, subject, place) : withRows(db, key, subject));
    write(db, key, after, ...(whole ?? [subject, place ?? nextPlace()]));
  });
}

type Placed = [subject: Followed, place: Place];

const nextNth = (db: ViewDatabase, key: number) =>
  db.get<{ next: number }>('SELECT coalesce(max(nth), -1) + 1 AS next FROM validity WHERE key = ?', key)?.next ?? 0;

/** Where an event took back all intervals in memory, the one before them is the last again. */
function withPrevious(db: ViewDatabase, key: number, subject: Followed, { nth, first }: Place): Placed | undefined {
  if (first === 0 || subject.intervals.length > 0) return undefined;
  const sql = `${ROWS} AND nth = ? AND n = ?`;
  const previous = db.values<TextRow>(sql, key, nth, first - 1).map(subjectRowIn);
  return [
    { ...subject, intervals: previous.flatMap(({ interval }) => interval ?? []) },
    { nth, first: first - 1 },
  ];
}

/** One that comes back goes on in its rows. */
function withRows(db: ViewDatabase, key: number, { kind, id, item, intervals }: Followed): Placed | undefined {
  const sql = `${ROWS} AND kind = ? AND id = ? ORDER BY n`;
  const rows = db.values<TextRow>(sql, key, kind, id).map(subjectRowIn);
  const [first] = rows;
  if (!first) return undefined;
  const past = rows.flatMap(({ interval }) => interval ?? []);
  return [
    { ...followedIn([first]), item, intervals: [...past, ...intervals] },
    { nth: first.nth, first: 0 },
  ];
}

const WRITE = `INSERT INTO validity (key, nth, n, kind, id, starts, ends, lasts, account, environment, row, checksum)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (key, nth, n) DO UPDATE SET starts = excluded.starts, ends = excluded.ends, lasts = excluded.lasts,
    row = excluded.row, checksum = excluded.checksum`;

function write(
  db: ViewDatabase,
  key: number,
  { keyId: integratorKeyId, validity: { account } }: KeyValidity,
  { kind, id, environment, label, item, intervals }: Followed,
  { nth, first }: Place,
): void {
  const subject = { integratorKeyId, nth, kind, id, environment, label };
  const rows = intervals.length > 0 ? intervals : [null];
  db.run('DELETE FROM validity WHERE key = ? AND nth = ? AND n >= ?', key, nth, first + rows.length);
  rows.forEach((interval, index) => {
    const isLast = index === rows.length - 1;
    const n = first + index;
    const lasts = isLast ? lastsOf(item, interval) : (interval?.to ?? ''); // a brownout ahead makes two of one
    const [row, checksum] = withChecksum(textRowOf({ ...subject, n, interval, item: isLast ? item : null }));
    const [starts, ends] = [interval?.from ?? null, interval?.to ?? null];
    db.run(WRITE, key, nth, n, kind, id, starts, ends, lasts, account, environment, row, checksum);
  });
}

import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { Page, PageRequest } from '../page.js';
import { earlierAmong } from '../../src/domain/audit/earlier-among.js';
import type { Earlier } from '../../src/domain/audit/told.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { foldKeyHistory, type HistoryEntry } from './fold.js';
import { entryIn, type HistoryRow } from './row.js';

/** Reads the history of one key. The caller has checked, by finding the key, that it is within reach. */
export interface KeyHistory {
  read(request: PageRequest): Page<HistoryEntry>;
  count(): number;
  /** What was before one of its events. */
  earlier(entry: HistoryEntry): Earlier;
}

const OF_KEY = 'key = (SELECT number FROM key_history_key WHERE id = ?)';
const OF_REQUESTED = 'key IN (SELECT number FROM key_history_key WHERE requested = 1)';
const OF_OWNER = 'key IN (SELECT number FROM key_history_key WHERE owner = ?)';

/** The history of a key from the view. */
export const storedHistory = (db: ViewDatabase, keyId: string): KeyHistory => ({
  read({ from, descending, limit }) {
    const beyond = from ? `AND revision ${descending ? '<' : '>'} ?` : '';
    const sql = `SELECT row, checksum FROM key_history WHERE ${OF_KEY} ${beyond} ORDER BY revision ${descending ? 'DESC' : 'ASC'} LIMIT ?`;
    return pageOf(db.values<HistoryRow>(sql, keyId, ...(from ?? []), limit + 1).map(entryIn), limit);
  },
  count: () =>
    db.get<{ count: number }>(`SELECT count(*) AS count FROM key_history WHERE ${OF_KEY}`, keyId)?.count ?? 0,
  earlier: (entry) => storedEarlier(db, entry),
});

/** The history of a key from its events, which are in order of revision. */
export const historyOf = (events: readonly RecordedKeyEvent[]): KeyHistory => ({
  read({ from, descending, limit }) {
    const after = Number(from?.[0] ?? (descending ? Infinity : -Infinity));
    const beyond = events.filter(({ revision }) => (descending ? revision < after : revision > after));
    const found = (descending ? beyond.reverse() : beyond).slice(0, limit + 1);
    return pageOf(
      found.map((event) => foldKeyHistory(undefined, event)),
      limit,
    );
  },
  count: () => events.length,
  earlier: earlierAmong(() => events.map((event) => foldKeyHistory(undefined, event))),
});

/** The present owner of a key, if there is one. */
export const ownerOf = (db: ViewDatabase, keyId: string): string | undefined =>
  db.get<{ owner: string }>('SELECT owner FROM key_history_key WHERE id = ?', keyId)?.owner;

/** What was before an event, by one look into an index for each answer, however long the history is. */
export function storedEarlier(
  db: ViewDatabase,
  { integratorKeyId, revision }: Pick<HistoryEntry, 'integratorKeyId' | 'revision'>,
): Earlier {
  const found = (about: string, order: 'ASC' | 'DESC') => {
    const sql = `SELECT row, checksum FROM key_history WHERE ${OF_KEY} AND about = ? AND revision < ? ORDER BY revision ${order} LIMIT 1`;
    const row = db.value<HistoryRow>(sql, integratorKeyId, about, revision);
    return row && entryIn(row);
  };
  return { last: (about) => found(about, 'DESC'), first: (about) => found(about, 'ASC') };
}

const pageOf = (found: HistoryEntry[], limit: number): Page<HistoryEntry> => ({
  rows: found.slice(0, limit).map((value) => ({ value, key: [value.revision] })),
  more: found.length > limit,
});

/** Events of the keys within reach after a position, oldest first. The present owner of a key counts, for old events too. */
export function historyAfter(
  db: ViewDatabase,
  { account, owner, onlyRequested }: Reach,
  position: string,
  limit: number,
): HistoryEntry[] {
  const [from, first] = account === null ? ['rowid >=', firstRowAfter(db, position)] : ['account =', account];
  const mine = (owner === null ? '' : `AND ${OF_OWNER}`) + (onlyRequested ? ` AND ${OF_REQUESTED}` : '');
  const order = account === null ? 'rowid' : 'position';
  const sql = `SELECT row, checksum FROM key_history WHERE ${from} ? AND position > ? ${mine} ORDER BY ${order} LIMIT ?`;
  return db.values<HistoryRow>(sql, first, position, ...(owner === null ? [] : [owner]), limit).map(entryIn);
}

/** Found by halves, since the rows are in log order: an index for the few who follow every account would slow every event. */
function firstRowAfter(db: ViewDatabase, position: string): number {
  const last = db.get<{ last: number | null }>('SELECT max(rowid) AS last FROM key_history')?.last ?? 0;
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = db.get<{ position: string }>('SELECT position FROM key_history WHERE rowid = ?', middle)?.position;
    if (at !== undefined && at > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

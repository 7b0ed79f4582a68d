import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { Page, PageRequest } from '../page.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { foldKeyHistory, type HistoryEntry } from './fold.js';
import { entryIn, type HistoryRow } from './row.js';

/** Reads the history of one key. The caller has checked, by finding the key, that it is within reach. */
export interface KeyHistory {
  read(request: PageRequest): Page<HistoryEntry>;
  count(): number;
}

const OF_KEY = 'key = (SELECT number FROM key_history_key WHERE id = ?)';
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
});

const pageOf = (found: HistoryEntry[], limit: number): Page<HistoryEntry> => ({
  rows: found.slice(0, limit).map((value) => ({ value, key: [value.revision] })),
  more: found.length > limit,
});

/** Events of the keys within reach after a position, oldest first. The present owner of a key counts, for old events too. */
export function historyAfter(
  db: ViewDatabase,
  { account, owner }: Reach,
  position: string,
  limit: number,
): HistoryEntry[] {
  const ofAccount = account === null ? '' : 'account = ? AND';
  const mine = owner === null ? '' : `AND ${OF_OWNER}`;
  const sql = `SELECT row, checksum FROM key_history WHERE ${ofAccount} position > ? ${mine} ORDER BY position LIMIT ?`;
  const [first, last] = [account === null ? [] : [account], owner === null ? [] : [owner]];
  return db.values<HistoryRow>(sql, ...first, position, ...last, limit).map(entryIn);
}

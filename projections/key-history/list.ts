import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { Page, PageRequest } from '../page.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { foldKeyHistory, type HistoryEntry } from './fold.js';
import { entryIn, type HistoryRow } from './row.js';

/** How the history of one key is read. That the key is within sight was settled when it was found. */
export interface KeyHistory {
  read(request: PageRequest): Page<HistoryEntry>;
  count(): number;
}

const OF_KEY = 'key = (SELECT number FROM key_history_key WHERE id = ?)';
const OF_OWNER = 'key IN (SELECT number FROM key_history_key WHERE owner = ?)';

/** As the view has it. */
export const storedHistory = (db: ViewDatabase, keyId: string): KeyHistory => ({
  read({ from, descending, limit }) {
    const beyond = from ? `AND revision ${descending ? '<' : '>'} ?` : '';
    const sql = `SELECT row, checksum FROM key_history WHERE ${OF_KEY} ${beyond} ORDER BY revision ${descending ? 'DESC' : 'ASC'} LIMIT ?`;
    return pageOf(db.values<HistoryRow>(sql, keyId, ...(from ?? []), limit + 1).map(entryIn), limit);
  },
  count: () =>
    db.get<{ count: number }>(`SELECT count(*) AS count FROM key_history WHERE ${OF_KEY}`, keyId)?.count ?? 0,
});

/** The same from events at hand, in the order of their revisions. */
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

/** What happened to the keys within sight after a position, oldest first. Whose a key is, is judged as it is now. */
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

import type { ViewDatabase } from '../../src/app/views.js';
import type { Reach } from '../../src/domain/key/guards.js';
import type { Page, PageRequest } from '../page.js';
import type { HistoryEntry } from './fold.js';

const columns = 'key_id AS integratorKeyId, revision, account, position, row';

const entriesOf = (rows: { row: string }[]) =>
  rows.map(({ row, ...place }) => ({ ...place, ...(JSON.parse(row) as object) }) as HistoryEntry);

/** A page of one key's history. That the key is within sight was settled when it was found. */
export function listHistory(
  db: ViewDatabase,
  keyId: string,
  { from, descending, limit }: PageRequest,
): Page<HistoryEntry> {
  const beyond = from ? `AND revision ${descending ? '<' : '>'} ?` : '';
  const sql = `SELECT ${columns} FROM key_history WHERE key_id = ? ${beyond} ORDER BY revision ${descending ? 'DESC' : 'ASC'} LIMIT ?`;
  const found = entriesOf(db.all(sql, keyId, ...(from ?? []), limit + 1));
  return { rows: found.slice(0, limit).map((value) => ({ value, key: [value.revision] })), more: found.length > limit };
}

export const countHistory = (db: ViewDatabase, keyId: string): number =>
  db.get<{ count: number }>('SELECT count(*) AS count FROM key_history WHERE key_id = ?', keyId)?.count ?? 0;

/** What happened to the keys within sight after a position, oldest first. Whose a key is, is judged as it is now. */
export function historyAfter(
  db: ViewDatabase,
  { account, owner }: Reach,
  position: string,
  limit: number,
): HistoryEntry[] {
  const mine = owner === null ? '' : 'AND key_id IN (SELECT id FROM key_details WHERE account = ? AND owner = ?)';
  const sql = `SELECT ${columns} FROM key_history WHERE account = ? AND position > ? ${mine} ORDER BY position LIMIT ?`;
  return entriesOf(db.all(sql, account, position, ...(owner === null ? [] : [account, owner]), limit));
}

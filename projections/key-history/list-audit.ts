import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { EventType } from '../../src/domain/audit/told.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Page, PageRequest } from '../page.js';
import type { HistoryEntry } from './fold.js';
import { entryIn, inRow, type HistoryRow } from './row.js';

/** Which events; every given condition must hold. Times are ISO 8601 UTC with milliseconds. */
export interface AuditFilter {
  /** Of these keys. */
  keys?: readonly string[] | null | undefined;
  actor?: string | null | undefined;
  types?: readonly EventType[] | null | undefined;
  environment?: Environment | null | undefined;
  /** Of this secret, keypair or redirect URI. */
  credentialId?: string | null | undefined;
  sourceIp?: string | null | undefined;
  /** Not before then. */
  from?: string | null | undefined;
  /** Before then. */
  to?: string | null | undefined;
  correlationId?: string | null | undefined;
}

export interface AuditListing {
  account: string;
  /** Null: of the keys of every owner. */
  owner: string | null;
  filter: AuditFilter;
}

/** A page of the events of an account's keys in order of time; those of one moment are in order of the log. */
export function listAudit(db: ViewDatabase, listing: AuditListing, page: PageRequest): Page<HistoryEntry> {
  const { where, values } = conditionsOf(listing);
  const [sign, order] = page.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const [time = '', position = ''] = page.from ?? [];
  // the first condition lets the index begin at the place
  const beyond = page.from ? ` AND recorded_at ${sign}= ? AND (recorded_at ${sign} ? OR position ${sign} ?)` : '';
  const sql = `SELECT row, checksum FROM key_history WHERE ${where}${beyond} ORDER BY recorded_at ${order}, position ${order} LIMIT ?`;
  const from = page.from ? [time, time, position] : [];
  const found = db.values<HistoryRow>(sql, ...values, ...from, page.limit + 1).map(entryIn);
  const rows = found.slice(0, page.limit).map((value) => ({ value, key: [value.recordedAt, value.position] as const }));
  return { rows, more: found.length > page.limit };
}

export function countAudit(db: ViewDatabase, listing: AuditListing): number {
  const { where, values } = conditionsOf(listing);
  return db.get<{ count: number }>(`SELECT count(*) AS count FROM key_history WHERE ${where}`, ...values)?.count ?? 0;
}

type Condition = [sql: string, ...SqlValue[]];

const places = (values: readonly unknown[]) => values.map(() => '?').join(', ');
const ofKeys = (which: string) => `key IN (SELECT number FROM key_history_key WHERE ${which})`;

function conditionsOf({ account, owner, filter }: AuditListing): { where: string; values: SqlValue[] } {
  const { keys, types, from, to } = filter;
  const conditions: Condition[] = [['account = ?', account]];
  if (owner !== null) conditions.push([ofKeys('owner = ?'), owner]);
  if (keys != null) conditions.push([ofKeys(`id IN (${places(keys)})`), ...keys]);
  if (types != null) conditions.push([`${inRow('type')} IN (${places(types)})`, ...types]);
  if (from != null) conditions.push(['recorded_at >= ?', from]);
  if (to != null) conditions.push(['recorded_at < ?', to]);
  for (const [sql, value] of [
    [inRow('actor', '.id'), filter.actor],
    [inRow('environment'), filter.environment],
    ['about', filter.credentialId],
    [inRow('sourceIp'), filter.sourceIp],
    [inRow('correlationId'), filter.correlationId],
  ] as const)
    if (value != null) conditions.push([`${sql} = ?`, value]);
  return {
    where: conditions.map(([sql]) => sql).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

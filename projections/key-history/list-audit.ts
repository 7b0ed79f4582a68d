import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import { aboutsOf } from '../../src/domain/audit/about.js';
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

/**
 * A page of the events of an account's keys in order of time; those of one moment are in order of the log. Of keys that are named
 * each is read by itself: beside a key with many events the few of another are not searched for.
 */
export function listAudit(db: ViewDatabase, listing: AuditListing, page: PageRequest): Page<HistoryEntry> {
  const { keys } = listing.filter;
  const found =
    keys == null
      ? entriesOf(db, listing, page)
      : [...new Set(keys)]
          .flatMap((key) => entriesOf(db, { ...listing, filter: { ...listing.filter, keys: [key] } }, page))
          .sort((one, other) => (isBefore(one, other) === page.descending ? 1 : -1));
  const rows = found.slice(0, page.limit).map((value) => ({ value, key: [value.recordedAt, value.position] as const }));
  return { rows, more: found.length > page.limit };
}

const isBefore = (one: HistoryEntry, other: HistoryEntry) =>
  one.recordedAt < other.recordedAt || (one.recordedAt === other.recordedAt && one.position < other.position);

/** One more than a page has, if there are as many. */
function entriesOf(db: ViewDatabase, listing: AuditListing, page: PageRequest): HistoryEntry[] {
  const { where, values } = conditionsOf(listing);
  const [sign, order] = page.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const [time = '', position = ''] = page.from ?? [];
  // the first condition lets the index begin at the place
  const beyond = page.from ? ` AND recorded_at ${sign}= ? AND (recorded_at ${sign} ? OR position ${sign} ?)` : '';
  const sql = `SELECT row, checksum FROM key_history WHERE ${where}${beyond} ORDER BY recorded_at ${order}, position ${order} LIMIT ?`;
  const from = page.from ? [time, time, position] : [];
  return db.values<HistoryRow>(sql, ...values, ...from, page.limit + 1).map(entryIn);
}

export function countAudit(db: ViewDatabase, listing: AuditListing): number {
  const { where, values } = conditionsOf(listing);
  return db.get<{ count: number }>(`SELECT count(*) AS count FROM key_history WHERE ${where}`, ...values)?.count ?? 0;
}

type Condition = [sql: string, ...SqlValue[]];

const places = (values: readonly unknown[]) => values.map(() => '?').join(', ');
const ofKeys = (which: string) => `key IN (SELECT number FROM key_history_key WHERE ${which})`;
/** By this the index that begins with `key` gives the order too. */
const OF_ONE_KEY = 'key = (SELECT number FROM key_history_key WHERE id = ?)';

function conditionsOf({ account, owner, filter }: AuditListing): { where: string; values: SqlValue[] } {
  const { keys, types, from, to } = filter;
  // with a plus no index is used for a condition: where keys are named, theirs is
  const byKey = keys != null ? '+' : '';
  const conditions: Condition[] = [[`${byKey}account = ?`, account]];
  if (owner !== null) conditions.push([`${byKey}${ofKeys('owner = ?')}`, owner]);
  if (keys != null) conditions.push([keys.length === 1 ? OF_ONE_KEY : ofKeys(`id IN (${places(keys)})`), ...keys]);
  if (types != null) conditions.push([`${inRow('type')} IN (${places(types)})`, ...types]);
  if (from != null) conditions.push(['recorded_at >= ?', from]);
  if (to != null) conditions.push(['recorded_at < ?', to]);
  for (const [sql, value] of [
    [inRow('actor', '.id'), filter.actor],
    [inRow('environment'), filter.environment],
    [inRow('sourceIp'), filter.sourceIp],
    [inRow('correlationId'), filter.correlationId],
  ] as const)
    if (value != null) conditions.push([`${sql} = ?`, value]);
  if (filter.credentialId != null) {
    const abouts = aboutsOf(filter.credentialId);
    conditions.push([`about IN (${places(abouts)})`, ...abouts]);
  }
  return {
    where: conditions.map(([sql]) => sql).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

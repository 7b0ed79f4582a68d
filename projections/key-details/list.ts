import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { ExistingKey } from '../../src/domain/key/key.js';
import type { Page, PageRequest } from '../page.js';
import { foldCase } from './fold-case.js';
import { nameContains } from './name-contains.js';
import { endingKeys } from './list-expiring.js';
import { REQUESTED } from './list-requests.js';
import type { KeyDetails } from './row.js';
import { unusedKeys, type Unused } from './unused.js';

export interface KeyFilter {
  nameContains?: string | null | undefined;
  owner?: string | null | undefined;
  /** Without a status, every key that is not deleted. */
  status?: ExistingKey['status'] | null | undefined;
  /** Keys that have this environment. */
  environment?: Environment | null | undefined;
  /** A usable secret in `environment` if that is given, else in any environment. */
  hasUsableSecret?: boolean | null | undefined;
  /** Keys with exactly this redirect URI, in any environment. */
  redirectUri?: string | null | undefined;
  /** Keys with a credential that counts and ends by then, ISO 8601 UTC. */
  endingBy?: string | null | undefined;
}

export type SortField = 'NAME' | 'CREATED_AT' | 'UPDATED_AT';

/** An SQL condition with the values of its parameters. */
type Condition = [sql: string, ...values: SqlValue[]];

/** The column to sort by, and the value that `save` writes into it. */
const sortings: Record<SortField, readonly [column: string, (key: KeyDetails) => string]> = {
  NAME: ['name', ({ name }) => foldCase(name)],
  CREATED_AT: ['created_at', ({ createdAt }) => createdAt],
  UPDATED_AT: ['updated_at', ({ updatedAt }) => updatedAt],
};

export interface KeyListing {
  sight: Reach;
  filter: KeyFilter;
  sort: SortField;
  page: PageRequest;
  /** The time at which a secret must be usable: ISO 8601 UTC. */
  now: string;
  unused?: Unused | null | undefined;
}

/** A page of the keys within reach, by keyset: later pages cost no more than the first. */
export function listKeys(db: ViewDatabase, { sight, filter, sort, page, now, unused }: KeyListing): Page<KeyDetails> {
  const [column, sortedBy] = sortings[sort];
  const conditions = conditionsOf(sight, filter, now, unused);
  const { where, values } = all(page.from ? [...conditions, beyond(column, page)] : conditions);
  const order = page.descending ? 'DESC' : 'ASC';
  const sql = `SELECT row, checksum FROM key_details WHERE ${where} ORDER BY ${column} ${order}, id ${order} LIMIT ?`;
  const found = db.values<KeyDetails>(sql, ...values, page.limit + 1);
  const rows = found.slice(0, page.limit).map((value) => ({ value, key: [sortedBy(value), value.id] as const }));
  return { rows, more: found.length > page.limit };
}

export function countKeys(
  db: ViewDatabase,
  { sight, filter, now, unused }: Pick<KeyListing, 'sight' | 'filter' | 'now' | 'unused'>,
): number {
  const { where, values } = all(conditionsOf(sight, filter, now, unused));
  return db.get<{ count: number }>(`SELECT count(*) AS count FROM key_details WHERE ${where}`, ...values)?.count ?? 0;
}

const all = (conditions: Condition[]) => ({
  where: conditions.map(([sql]) => sql).join(' AND '),
  values: conditions.flatMap(([, ...values]) => values),
});

const beyond = (column: string, { from, descending }: PageRequest): Condition => [
  `(${column}, id) ${descending ? '<' : '>'} (?, ?)`,
  ...(from ?? []),
];

function conditionsOf(
  { account, owner, onlyRequested }: Reach,
  filter: KeyFilter,
  now: string,
  unused: KeyListing['unused'],
): Condition[] {
  const conditions: Condition[] = [];
  if (account !== null) conditions.push(['account = ?', account]);
  if (owner !== null) conditions.push(['owner = ?', owner]);
  if (onlyRequested) conditions.push([REQUESTED]);
  if (filter.owner != null) conditions.push(['owner = ?', filter.owner]);
  if (filter.status != null) conditions.push(['status = ?', filter.status]);
  else conditions.push([`status <> 'DELETED'`]);
  if (filter.environment != null)
    conditions.push([`EXISTS (SELECT 1 FROM json_each(row, '$.environments') WHERE value = ?)`, filter.environment]);
  if (filter.redirectUri != null)
    conditions.push(['number IN (SELECT number FROM key_details_uri WHERE uri = ?)', filter.redirectUri]);
  if (filter.endingBy != null) conditions.push(endingKeys(filter.endingBy, now));
  if (filter.nameContains) conditions.push(nameContains(account, filter.nameContains));
  if (filter.hasUsableSecret != null)
    conditions.push(usableSecret(filter.hasUsableSecret, filter.environment ?? null, now));
  if (unused) conditions.push(...unusedKeys(unused));
  return conditions;
}

function usableSecret(wanted: boolean, environment: Environment | null, now: string): Condition {
  const field = (name: string) => `json_extract(value, '$.${name}')`;
  const usable = `${field('status')} = 'ACTIVE' AND coalesce(${field('notBefore')}, '') <= ? AND coalesce(${field('expiresAt')}, '~') > ?`;
  const sql = `EXISTS (SELECT 1 FROM json_each(row, '$.secrets') WHERE ${usable} AND ${field('environment')} = coalesce(?, ${field('environment')}))`;
  const counts = `(status = 'ACTIVE' AND ${sql})`; // no secret of a key that is not active does
  return [wanted ? counts : `NOT ${counts}`, now, now, environment];
}

import { openStatus, type RequestStatus } from '../../src/domain/go-live/status.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { Page, PageRequest } from '../page.js';
import type { GoLiveDetails, GoLiveRequestDetails } from './go-live.js';
import type { KeyDetails } from './row.js';

/** SQL: has the key ever had a request to go live? */
export const REQUESTED = 'number IN (SELECT number FROM key_details_request)';

const NUMBER = '(SELECT number FROM key_details WHERE id = ?)';

/** Writes the requests of a key that has some. */
export function saveRequests(db: ViewDatabase, { id: keyId, account, goLive }: KeyDetails): void {
  for (const { id, requestedAt, expiresAt, revision, ended } of goLive.requests)
    db.run(
      `INSERT INTO key_details_request (id, number, account, requested_at, expires_at, revision, reviewed_revision, ended)
       VALUES (?, ${NUMBER}, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
       reviewed_revision = excluded.reviewed_revision, ended = excluded.ended`,
      ...[id, keyId, account, requestedAt, expiresAt, revision, goLive.reviewedRevision, ended],
    );
}

/** A request with its key. */
export interface QueuedRequest {
  key: KeyDetails;
  request: GoLiveRequestDetails;
}

export interface RequestFilter {
  /** Without one, those that wait for a decision: in review, stale, or expired. */
  status?: RequestStatus | null | undefined;
  account?: string | null | undefined;
}

export type RequestSort = 'REQUESTED_AT' | 'EXPIRES_AT';

const columns: Record<RequestSort, readonly [column: string, (request: GoLiveRequestDetails) => string]> = {
  REQUESTED_AT: ['requested_at', ({ requestedAt }) => requestedAt],
  EXPIRES_AT: ['expires_at', ({ expiresAt }) => expiresAt],
};

export interface RequestListing {
  sight: Reach;
  filter: RequestFilter;
  sort: RequestSort;
  page: PageRequest;
  /** ISO 8601 UTC. */
  now: string;
}

/** A page of the requests for the keys within reach, by keyset. */
export function listRequests(db: ViewDatabase, listing: RequestListing): Page<QueuedRequest> {
  const { sort, page } = listing;
  const [column, sortedBy] = columns[sort];
  const { where, values } = conditionsOf(listing);
  const beyond = page.from ? ` AND (${column}, request.id) ${page.descending ? '<' : '>'} (?, ?)` : '';
  const order = page.descending ? 'DESC' : 'ASC';
  const found = db.all<{ requestId: string; keyId: string }>(
    `SELECT request.id AS requestId, key_details.id AS keyId ${FROM} WHERE ${where}${beyond} ORDER BY ${column} ${order}, request.id ${order} LIMIT ?`,
    ...[...values, ...(page.from ?? []), page.limit + 1],
  );
  const rows = found.slice(0, page.limit).flatMap(({ requestId, keyId }) => {
    const key = db.value<KeyDetails>('SELECT row, checksum FROM key_details WHERE id = ?', keyId);
    const request = key?.goLive.requests.find(({ id }) => id === requestId);
    return key && request ? [{ value: { key, request }, key: [sortedBy(request), requestId] as const }] : [];
  });
  return { rows, more: found.length > page.limit };
}

export function countRequests(db: ViewDatabase, listing: Omit<RequestListing, 'sort' | 'page'>): number {
  const { where, values } = conditionsOf(listing);
  return db.get<{ count: number }>(`SELECT count(*) AS count ${FROM} WHERE ${where}`, ...values)?.count ?? 0;
}

const FROM = 'FROM key_details_request AS request JOIN key_details USING (number)';

const statuses: Record<RequestStatus, string> = {
  IN_REVIEW: 'ended IS NULL AND expires_at > ? AND reviewed_revision <= revision',
  STALE: 'ended IS NULL AND expires_at > ? AND reviewed_revision > revision',
  EXPIRED: 'ended IS NULL AND expires_at <= ?',
  WITHDRAWN: `ended = 'WITHDRAWN'`,
  SUPERSEDED: `ended = 'SUPERSEDED'`,
  DECLINED: `ended = 'DECLINED'`,
  APPROVED: `ended = 'APPROVED'`,
};

function conditionsOf({ sight, filter, now }: Pick<RequestListing, 'sight' | 'filter' | 'now'>) {
  const wanted = filter.status == null ? 'ended IS NULL' : statuses[filter.status];
  const conditions: [string, ...SqlValue[]][] = [wanted.includes('?') ? [wanted, now] : [wanted]];
  for (const account of [sight.account, filter.account ?? null])
    if (account !== null) conditions.push(['request.account = ?', account]);
  if (sight.owner !== null) conditions.push(['owner = ?', sight.owner]);
  return {
    where: conditions.map(([sql]) => sql).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/** How a request stands at `now`, ISO 8601 UTC. */
export const statusOf = (goLive: GoLiveDetails, request: GoLiveRequestDetails, now: string): RequestStatus =>
  request.ended ?? openStatus(goLive, request, now);

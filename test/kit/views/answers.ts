import { recallCredentials } from '../../../projections/credentials/find.js';
import { peppersInUse } from '../../../projections/credentials/peppers.js';
import { countAudit, listAudit, type AuditFilter } from '../../../projections/key-history/list-audit.js';
import { findKey } from '../../../projections/key-details/find.js';
import { countRequests, listRequests, type RequestSort } from '../../../projections/key-details/list-requests.js';
import { countKeys, listKeys, type KeyFilter, type SortField } from '../../../projections/key-details/list.js';
import { historyAfter, storedHistory } from '../../../projections/key-history/list.js';
import { countIntervals, listIntervals, validityOfKey } from '../../../projections/validity/list.js';
import type { ViewDatabase } from '../../../src/app/views/views.js';
import type { Reach } from '../../../src/domain/key/reach.js';
import { now } from '../facts/facts.js';
import { positionAt } from '../facts/log.js';

const sight = { account: 'acme', owner: null };
const all = { from: null, descending: false, limit: 10_000 };
const ever = { sight, window: { from: '2020-01-01T00:00:00.000Z', to: now }, now };
const filters: KeyFilter[] = [
  ...(['ACTIVE', 'DISABLED', 'DELETED'] as const).map((status) => ({ status })),
  ...['ada', 'owner 0', 'owner 1', 'owner 2', 'another'].map((owner) => ({ owner })),
  ...['Contract', 'Name', 'Saved', 'Another'].map((nameContains) => ({ nameContains })),
  ...Array.from({ length: 6 }, (_, n) => ({ redirectUri: `https://portal.example/${n}` })),
  { redirectUri: 'https://portal.example/another' },
  { hasUsableSecret: true },
];

const audits: AuditFilter[] = [{}, { environment: 'DEMO', types: ['SecretAdded', 'KeyRenamed'] }];

const onlyRequested = { account: null, owner: null, onlyRequested: true };

const listed = (db: ViewDatabase, filter: KeyFilter, sort: SortField, seen: Reach = sight) =>
  listKeys(db, { sight: seen, filter, sort, page: all, now }).rows.map(({ value }) => value.id);

const statuses = [null, 'IN_REVIEW', 'STALE', 'EXPIRED', 'WITHDRAWN', 'SUPERSEDED', 'DECLINED', 'APPROVED'] as const;
const sights: Reach[] = [sight, onlyRequested, { account: 'acme', owner: 'ada' }];

/** The queue of reviewers, by every way to ask for it. */
const queuesOf = (db: ViewDatabase) =>
  sights.flatMap((seen) =>
    statuses.map((status) => {
      const listing = { sight: seen, filter: { status }, now };
      const inOrder = (sort: RequestSort) =>
        listRequests(db, { ...listing, sort, page: all }).rows.map(({ value }) => [value.key.id, value.request]);
      return [status, inOrder('REQUESTED_AT'), inOrder('EXPIRES_AT'), countRequests(db, listing)];
    }),
  );

/** All that the views say of these keys of acme, by every way there is to ask, however they keep it. */
export const answersOf = (db: ViewDatabase, ids: readonly string[]) => ({
  keys: ids.map((id) => findKey(db, sight, id)),
  clients: ids.map((id) => recallCredentials(db, { account: null, owner: null }, id)),
  histories: ids.map((id) => [storedHistory(db, id).read(all).rows, storedHistory(db, id).count()]),
  events: historyAfter(db, sight, positionAt(0), 10_000),
  validities: ids.map((id) => validityOfKey(db, sight, id, now)),
  intervals: [listIntervals(db, ever, all).rows, countIntervals(db, ever)],
  audits: audits.map((filter) => {
    const listing = { account: 'acme', owner: null, filter };
    return [filter, listAudit(db, listing, all).rows, countAudit(db, listing)];
  }),
  peppers: peppersInUse(db),
  queues: queuesOf(db),
  requested: [
    listed(db, {}, 'NAME', onlyRequested),
    historyAfter(db, { ...onlyRequested, account: 'acme' }, positionAt(0), 10_000),
  ],
  orders: (['NAME', 'CREATED_AT', 'UPDATED_AT'] satisfies SortField[]).map((sort) => listed(db, {}, sort)),
  lists: filters.map((filter) => [filter, listed(db, filter, 'NAME'), countKeys(db, { sight, filter, now })]),
});

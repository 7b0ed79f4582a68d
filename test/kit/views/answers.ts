import { recallCredentials, peppersInUse } from '../../../projections/credentials/find.js';
import { findKey } from '../../../projections/key-details/find.js';
import { countKeys, listKeys, type KeyFilter, type SortField } from '../../../projections/key-details/list.js';
import { historyAfter, storedHistory } from '../../../projections/key-history/list.js';
import { countIntervals, listIntervals, validityOfKey } from '../../../projections/validity/list.js';
import type { ViewDatabase } from '../../../src/app/views/views.js';
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

const listed = (db: ViewDatabase, filter: KeyFilter, sort: SortField) =>
  listKeys(db, { sight, filter, sort, page: all, now }).rows.map(({ value }) => value.id);

/** All that the views say of these keys of acme, by every way there is to ask, however they keep it. */
export const answersOf = (db: ViewDatabase, ids: readonly string[]) => ({
  keys: ids.map((id) => findKey(db, sight, id)),
  clients: ids.map((id) => recallCredentials(db, { account: null, owner: null }, id)),
  histories: ids.map((id) => [storedHistory(db, id).read(all).rows, storedHistory(db, id).count()]),
  events: historyAfter(db, sight, positionAt(0), 10_000),
  validities: ids.map((id) => validityOfKey(db, sight, id, now)),
  intervals: [listIntervals(db, ever, all).rows, countIntervals(db, ever)],
  peppers: peppersInUse(db),
  orders: (['NAME', 'CREATED_AT', 'UPDATED_AT'] satisfies SortField[]).map((sort) => listed(db, {}, sort)),
  lists: filters.map((filter) => [filter, listed(db, filter, 'NAME'), countKeys(db, { sight, filter, now })]),
});

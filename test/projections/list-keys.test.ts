import { beforeAll, describe, expect, test } from '@jest/globals';
import { findKey } from '../../projections/key-details/find.js';
import { countKeys, listKeys, type KeyFilter, type SortField } from '../../projections/key-details/list.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import type { SortKey } from '../../projections/page.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { projections } from '../../projections/index.js';
import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import { foldCase } from '../../projections/key-details/fold-case.js';
import { isUsable } from '../../src/domain/credentials/usable.js';
import type { Reach } from '../../src/domain/key/reach.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { newDirectory } from '../store/temporary-directories.js';

const names = [
  'Portal',
  'portal',
  'PORTAL',
  'Portal 2',
  '50% off',
  'snow_white',
  'a "quoted" one',
  "it's",
  'Élan',
  'élan vital',
  '日本語 アプリ',
  'x',
  'zz',
  '* AND name',
];
const owners = ['ada', 'bob', 'eve'];

let db: ViewDatabase;
let everything: KeyDetails[];

/** 120 keys of three accounts with every mixture of what is filtered by; times and names are shared by many. */
beforeAll(async () => {
  const { all, happens } = aLog();
  for (let n = 0; n < 120; n++) {
    const [account, owner] = [['acme', 'acme', 'globex', 'io'][n % 4] as string, owners[n % 3] as string];
    const name = names[n % names.length] as string;
    const facts: KeyEvent[] = [{ ...f.created, data: { ...f.created.data, account, owner, name } }];
    if (n % 5 !== 0) facts.push(f.uriAdded('u', `https://portal.example/${n % 6}`));
    if (n % 7 === 1) facts.push(f.uriAdded('v', `https://portal.example/${n % 6}/other`));
    if (n % 10 === 9) facts.push(f.uriRemoved('u', `https://portal.example/${n % 6}`));
    if (n % 3 !== 0)
      facts.push(
        f.secretAdded('s', {
          notBefore: [null, f.now, f.after][n % 4] ?? null,
          expiresAt: [null, f.after, f.now][n % 5] ?? null,
        }),
      );
    if (n % 8 === 1) facts.push(f.secretDisabled('s'));
    if (n % 11 === 0) facts.push(f.disabled);
    if (n % 13 === 0) facts.push(f.deleted);
    if (n % 17 === 0) facts.push(f.renamed(`${name} renamed`));
    const id = `${(n * 7919) % 1000}`.padStart(8, '0');
    happens(id, facts, { account, recordedAt: `2026-01-01T00:00:0${n % 7}.000Z` });
  }
  const views = openViews(await newDirectory(), projections);
  views.apply(all);
  ({ db } = views);
  everything = db.all<{ row: string }>('SELECT row FROM key_details').map(({ row }) => JSON.parse(row) as KeyDetails);
});

const admin: Reach = { account: 'acme', owner: null };
const platform: Reach = { account: null, owner: null };
const developer: Reach = { account: 'acme', owner: 'ada' };
const { now } = f;

/** What counts and has an end. */
const ending = ({ status, secrets, keypairs }: KeyDetails) =>
  [...secrets, ...keypairs.map((keypair) => ({ ...keypair, notBefore: null }))].filter(
    (one) => status === 'ACTIVE' && one.expiresAt !== null && isUsable(one, now),
  );

/** The filter said once more, without SQL. */
const wanted = (sight: Reach, filter: KeyFilter) => (key: KeyDetails) =>
  (sight.account === null || key.account === sight.account) &&
  (sight.owner === null || key.owner === sight.owner) &&
  (filter.owner == null || key.owner === filter.owner) &&
  (filter.status == null ? key.status !== 'DELETED' : key.status === filter.status) &&
  (filter.environment == null || key.environments.includes(filter.environment)) &&
  (filter.redirectUri == null || key.redirectUris.some(({ uri }) => uri === filter.redirectUri)) &&
  (filter.endingBy == null || ending(key).some(({ expiresAt }) => String(expiresAt) <= String(filter.endingBy))) &&
  (!filter.nameContains || foldCase(key.name).includes(foldCase(filter.nameContains.normalize('NFC')))) &&
  (filter.hasUsableSecret == null ||
    filter.hasUsableSecret ===
      (key.status === 'ACTIVE' &&
        key.secrets.some((one) => (filter.environment ?? one.environment) === one.environment && isUsable(one, now))));

const idsOf = (keys: readonly KeyDetails[]) => keys.map(({ id }) => id).sort();
const listed = (sight: Reach, filter: KeyFilter) => {
  const page = { from: null, descending: false, limit: 1000 };
  return listKeys(db, { sight, filter, sort: 'NAME', page, now }).rows.map(({ value }) => value);
};

/** Every row, a page at a time. */
function walk(sight: Reach, filter: KeyFilter, sort: SortField, descending: boolean, limit: number): KeyDetails[] {
  const found: KeyDetails[] = [];
  let from: SortKey | null = null;
  for (let pages = 0; pages < 1000; pages++) {
    const { rows, more } = listKeys(db, { sight, filter, sort, page: { from, descending, limit }, now });
    found.push(...rows.map(({ value }) => value));
    if (!more) return found;
    expect(rows).toHaveLength(limit);
    from = rows.at(-1)?.key ?? null;
  }
  throw new Error('the pages have no end');
}

const choices: { [Field in keyof KeyFilter]-?: KeyFilter[Field][] } = {
  nameContains: [undefined, 'port', 'o'],
  owner: [undefined, null, 'ada', 'nobody'],
  status: [undefined, 'ACTIVE', 'DISABLED', 'DELETED'],
  environment: [undefined, 'DEMO', 'PRODUCTION'],
  hasUsableSecret: [undefined, true, false],
  redirectUri: [undefined, 'https://portal.example/1', 'https://portal.example/1/'],
  endingBy: [undefined, f.now, f.after],
};
const combinations = Object.entries(choices).reduce<KeyFilter[]>(
  (all, [field, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [field]: value }))),
  [{}],
);

test('every filter, alone and with every other, finds what it says, and counts it', () => {
  let found = 0;
  for (const sight of [admin, developer, platform, { account: 'io', owner: null }]) {
    for (const filter of combinations) {
      const ids = idsOf(everything.filter(wanted(sight, filter)));
      const listing = idsOf(listed(sight, filter));
      // A failing comparison of a thousand is dear; it is made only where there is a difference.
      if (listing.join() !== ids.join()) expect({ filter, ids: listing }).toEqual({ filter, ids });
      if (countKeys(db, { sight, filter, now }) !== ids.length)
        expect({ filter, count: -1 }).toEqual({ filter, count: ids.length });
      found += ids.length;
    }
  }
  expect(combinations).toHaveLength(3 * 4 * 4 * 3 * 3 * 3 * 3);
  expect(found).toBeGreaterThan(1000);
});

const fieldOf: Record<SortField, (key: KeyDetails) => string> = {
  NAME: ({ name }) => name.toLowerCase(),
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};
const byText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe.each<SortField>(['NAME', 'CREATED_AT', 'UPDATED_AT'])('by %s', (sort) => {
  describe.each([false, true])('descending: %p', (descending) => {
    test.each([1, 2, 3, 7, 100])('in pages of %i there is no gap and no repeat', (limit) => {
      for (const sight of [admin, developer]) {
        const expected = everything
          .filter(wanted(sight, {}))
          .sort((a, b) => byText(fieldOf[sort](a), fieldOf[sort](b)) || byText(a.id, b.id));
        if (descending) expected.reverse();
        expect(walk(sight, {}, sort, descending, limit).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }
    });
  });
  test('backwards from any row is what was before it', () => {
    const forwards = listKeys(db, {
      sight: admin,
      filter: {},
      sort,
      page: { from: null, descending: false, limit: 1000 },
      now,
    }).rows;
    forwards.forEach(({ key }, at) => {
      const page = { from: key, descending: true, limit: 3 };
      const { rows, more } = listKeys(db, { sight: admin, filter: {}, sort, page, now });
      expect(rows.map(({ value }) => value.id)).toEqual(
        forwards
          .slice(Math.max(0, at - 3), at)
          .map(({ value }) => value.id)
          .reverse(),
      );
      expect(more).toBe(at > 3);
    });
  });
});

describe('a search for part of a name', () => {
  test.each([
    ...[
      'portal',
      'PORTAL',
      'ortal',
      'tal 2',
      '50%',
      '%',
      '%%%',
      '_',
      'w_w',
      '___',
      '"',
      '"quoted"',
      '""',
      "it's",
      "'",
      "' OR 1=1",
      'a "quoted" o',
      'a "quo',
      'zzz" OR "por',
      'zzz" OR name : "por',
    ],
    ...[
      'élan',
      'ÉLAN',
      'é',
      'É',
      'e\u0301',
      'Él',
      'lan v',
      '日本語',
      '日',
      '本語 ア',
      'x',
      'zz',
      'zzz',
      ' ',
      '   ',
      '*',
      '* AND',
      'name',
      'acme',
      'NEAR(a b)',
      '-',
      '^por',
      'por*',
      '(',
      ':',
      'name:',
    ],
  ])('%j finds the names that have it, in any case', (nameContains) =>
    expect(idsOf(listed(admin, { nameContains }))).toEqual(idsOf(everything.filter(wanted(admin, { nameContains })))),
  );
  test('finds a name no more after it was changed', () => {
    expect(listed(admin, { nameContains: 'renamed' }).length).toBeGreaterThan(0);
    for (const { name } of listed(admin, { nameContains: 'renamed' })) expect(name).toContain('renamed');
  });

  /** How SQLite goes about it. */
  const planOf = (run: (db: ViewDatabase) => unknown) => {
    const plan: string[] = [];
    const explain = (sql: string, values: SqlValue[]) =>
      plan.push(...db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail));
    const explaining: ViewDatabase = {
      ...db,
      values: (sql, ...values) => (explain(sql, values), db.values(sql, ...values)),
      get: (sql, ...values) => (explain(sql, values), db.get(sql, ...values)),
    };
    run(explaining);
    return plan;
  };
  const page = { from: ['portal', ''] as const, descending: false, limit: 20 };
  const list = (filter: KeyFilter, sort: SortField = 'NAME', sight = admin) =>
    planOf((explaining) => listKeys(explaining, { sight, filter, sort, page, now }));

  test('of three characters or more goes by the full-text index, and scans no table', () => {
    for (const plan of [
      list({ nameContains: 'por' }),
      planOf((explaining) => countKeys(explaining, { sight: admin, filter: { nameContains: 'por' }, now })),
    ]) {
      expect(plan.join('\n')).toMatch(/SCAN key_details_text VIRTUAL TABLE INDEX/);
      expect(plan.join('\n')).toMatch(/SEARCH key_details USING/);
      expect(plan.join('\n')).not.toMatch(/SCAN key_details(?!_text)/);
    }
  });
  test.each<[SortField, string]>([
    ['NAME', 'key_details_by_name (account=? AND (name,id)>(?,?))'],
    ['CREATED_AT', 'key_details_by_creation (account=? AND (created_at,id)>(?,?))'],
    ['UPDATED_AT', 'key_details_by_update (account=? AND (updated_at,id)>(?,?))'],
  ])('a page by %s starts where the last one ended, and sorts nothing', (sort, index) => {
    const plan = list({}, sort).join('\n');
    expect(plan).toBe(`SEARCH key_details USING INDEX ${index}`);
  });
  test("a developer's own are found by their index", () =>
    expect(list({}, 'NAME', developer).join('\n')).toMatch(/key_details_by_owner/));
  test('a redirect URI is found by its index', () =>
    expect(list({ redirectUri: 'https://portal.example/1' }).join('\n')).toMatch(
      /SEARCH key_details_uri USING PRIMARY KEY/,
    ));
});

test('a key is found by who may see it, and is missing to everybody else', () => {
  for (const key of everything) {
    for (const account of ['acme', 'globex', 'io', 'nobody'])
      for (const owner of [null, ...owners]) {
        const visible = key.account === account && (owner === null || owner === key.owner);
        expect(findKey(db, { account, owner }, key.id)).toEqual(visible ? key : undefined);
      }
  }
  expect(findKey(db, admin, 'missing')).toBeUndefined();
});

import { describe, expect, test } from '@jest/globals';
import { countAudit, listAudit, type AuditFilter } from '../../projections/key-history/list-audit.js';
import { storedEarlier, storedHistory } from '../../projections/key-history/list.js';
import type { EventMetadata } from '../../src/domain/key/recorded.js';
import * as f from '../kit/facts/facts.js';
import { aLog, positionAt } from '../kit/facts/log.js';
import { someViews } from '../kit/views/views.js';

const NOON = '2026-03-01T12:00:00.000Z';
const EARLIER = '2026-03-01T11:59:59.999Z';

/** Two keys of acme and one of globex; the clock of the server that wrote the third and fourth lots is behind. */
function theirs() {
  const { all, happens } = aLog();
  const born = (account: string, owner: string) => ({ ...f.created, data: { ...f.created.data, account, owner } });
  const at = (recordedAt: string, more: Partial<EventMetadata> = {}) => ({ recordedAt, ...more });
  happens('a1', [born('acme', 'ada'), f.secretAdded('s')], at('2026-03-01T10:00:00.000Z'));
  happens('b1', [born('acme', 'bob')], at(NOON, { actorId: 'bob', sourceIp: '192.0.2.9' }));
  happens('a1', [f.uriAdded('u'), f.secretRevoked('s')], at(EARLIER, { $correlationId: 'another' }));
  happens('g1', [born('globex', 'hank')], at(EARLIER, { account: 'globex', actorId: 'hank' }));
  happens('a1', [f.requested('r')], at(NOON));
  happens('a1', [f.renamed('New')], at('2026-03-02T00:00:00.000Z', { sourceIp: null }));
  const views = someViews();
  views.apply(all);
  return views.db;
}

const acme = { account: 'acme', owner: null };
const everything = { from: null, descending: true, limit: 100 };
const found = (filter: AuditFilter, sight: { account: string; owner: string | null } = acme) => {
  const db = theirs();
  const rows = listAudit(db, { ...sight, filter }, everything).rows.map(({ value }) => value);
  expect(countAudit(db, { ...sight, filter })).toBe(rows.length);
  return rows.map(({ integratorKeyId, type }) => `${integratorKeyId} ${type}`);
};
const all = [
  ...['a1 KeyRenamed', 'a1 GoLiveRequested', 'b1 KeyCreated'],
  ...['a1 SecretRevoked', 'a1 RedirectUriAdded', 'a1 SecretAdded', 'a1 KeyCreated'],
];

describe('the log of an account', () => {
  test('is in order of time, newest first, and of one moment in order of the log', () =>
    expect(found({})).toEqual(all));

  test.each([1, 2, 3, 6, 7])('comes in pages of %i, both ways, without gap or repeat, of named keys too', (limit) => {
    const db = theirs();
    for (const filter of [{}, { keys: ['b1', 'a1', 'b1'] }])
      for (const descending of [true, false]) {
        const seen: string[] = [];
        let page = listAudit(db, { ...acme, filter }, { from: null, descending, limit });
        for (;;) {
          seen.push(...page.rows.map(({ value }) => `${value.integratorKeyId} ${value.type}`));
          if (!page.more) break;
          page = listAudit(db, { ...acme, filter }, { from: page.rows.at(-1)?.key ?? null, descending, limit });
        }
        expect(seen).toEqual(descending ? all : all.toReversed());
      }
  });

  test("has nothing of another account, and of an owner's keys alone if it is told so", () => {
    expect(found({}, { account: 'globex', owner: null })).toEqual(['g1 KeyCreated']);
    expect(found({}, { account: 'acme', owner: 'bob' })).toEqual(['b1 KeyCreated']);
    expect(found({ keys: ['a1'] }, { account: 'acme', owner: 'bob' })).toEqual([]);
    expect(found({ keys: ['g1'] })).toEqual([]);
  });

  test.each<[AuditFilter, string[]]>([
    [{ keys: ['b1'] }, ['b1 KeyCreated']],
    [{ keys: ['b1', 'none'] }, ['b1 KeyCreated']],
    [{ keys: [] }, []],
    [{ types: [] }, []],
    [{ actor: 'bob' }, ['b1 KeyCreated']],
    [{ actor: 'bo' }, []],
    [{ types: ['SecretAdded', 'KeyRenamed'] }, ['a1 KeyRenamed', 'a1 SecretAdded']],
    [{ environment: 'PRODUCTION' }, ['a1 GoLiveRequested']],
    [{ environment: 'DEMO' }, ['b1 KeyCreated', ...all.slice(3)]],
    [{ credentialId: 's' }, ['a1 SecretRevoked', 'a1 SecretAdded']],
    [{ credentialId: 'u' }, ['a1 RedirectUriAdded']],
    [{ sourceIp: '192.0.2.9' }, ['b1 KeyCreated']],
    [{ correlationId: 'another' }, ['a1 SecretRevoked', 'a1 RedirectUriAdded']],
    [{ from: NOON }, all.slice(0, 3)],
    [{ to: NOON }, all.slice(3)],
    [{ from: EARLIER, to: NOON }, ['a1 SecretRevoked', 'a1 RedirectUriAdded']],
    [{ from: NOON, actor: 'ada', environment: 'PRODUCTION' }, ['a1 GoLiveRequested']],
  ])('for %j', (filter, expected) => expect(found(filter)).toEqual(expected));
});

test('what was before an event is that of its own key, and earlier', () => {
  const db = theirs();
  const revoked = storedHistory(db, 'a1').read({ from: [2], descending: false, limit: 1 }).rows[0]!.value;
  expect(revoked.type).toBe('SecretRevoked');
  const earlier = storedEarlier(db, revoked);
  expect([earlier.first('s')?.type, earlier.last('s')?.type, earlier.last('name')]).toEqual([
    ...['SecretAdded', 'SecretAdded', undefined],
  ]);
  expect(storedEarlier(db, { integratorKeyId: 'b1', revision: 9 }).last('s')).toBeUndefined();
  expect(storedEarlier(db, { ...revoked, revision: 1 }).last('s')).toBeUndefined();
  expect(revoked.position).toBe(positionAt(5));
});

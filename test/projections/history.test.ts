import { describe, expect, test } from '@jest/globals';
import { historyAfter, historyOf, storedHistory } from '../../projections/key-history/list.js';
import * as f from '../kit/facts/facts.js';
import { aLog, positionAt } from '../kit/facts/log.js';
import { someViews } from '../kit/views/views.js';

/** Two keys of ada and one of bob at acme, one of hank at globex, told in turns. */
function theirs() {
  const { all, happens } = aLog();
  const born = (account: string, owner: string) => ({ ...f.created, data: { ...f.created.data, account, owner } });
  const globex = { account: 'globex', actorId: 'hank' };
  happens('a1', [born('acme', 'ada')]);
  happens('b1', [born('acme', 'bob')], { actorId: 'bob' });
  happens('g1', [born('globex', 'hank')], globex);
  happens('a1', [f.uriAdded('u'), f.secretAdded('s', { label: null })], { reason: 'go on' });
  happens('a2', [born('acme', 'ada')]);
  happens('g1', [f.renamed('New')], globex);
  happens('b1', [f.disabled], { actorId: 'bob' });
  happens('a1', [f.deleted]);
  const views = someViews();
  views.apply(all);
  return { all, happens, views, db: views.db };
}
const acme = { account: 'acme', owner: null };
const ada = { account: 'acme', owner: 'ada' };
const told = (entries: readonly { integratorKeyId: string; type: string }[]) =>
  entries.map(({ integratorKeyId: keyId, type }) => `${keyId} ${type}`);

test('an entry is the event with its circumstances, masked', () => {
  const { db, all } = theirs();
  const event = all[4];
  const entry = storedHistory(db, 'a1').read({ from: [1], descending: false, limit: 1 }).rows[0]?.value;
  expect(entry).toEqual({
    id: event?.id,
    integratorKeyId: 'a1',
    account: 'acme',
    type: 'SecretAdded',
    revision: 2,
    position: positionAt(5),
    recordedAt: '2026-01-01T00:00:04.000Z',
    actor: { id: 'ada', kind: 'user' },
    reason: 'go on',
    sourceIp: '192.0.2.1',
    userAgent: 'test',
    correlationId: 'a conversation',
    commandId: event?.metadata.commandId,
    proposalId: null,
    environment: 'DEMO',
    details: [
      { name: 'secretId', value: 's' },
      { name: 'environment', value: 'DEMO' },
      { name: 'label', value: null },
      { name: 'lastFour', value: 'wXyZ' },
      { name: 'notBefore', value: null },
      { name: 'expiresAt', value: null },
    ],
  });
});

/** The history of one key, from where it is kept. */
const places = {
  'the view': () => storedHistory(theirs().db, 'a1'),
  events: () => historyOf(theirs().all.filter(({ keyId }) => keyId === 'a1')),
};

describe('pages of one key', () => {
  const cases = Object.entries(places).flatMap(([place, open]) =>
    [1, 2, 3, 4, 5].map((limit) => ({ place, open, limit })),
  );
  test.each(cases)('of $limit, forwards and backwards, without gap or repeat, from $place', ({ open, limit }) => {
    const history = open();
    for (const descending of [false, true]) {
      const seen: number[] = [];
      let page = history.read({ from: null, descending, limit });
      for (;;) {
        expect([page.rows.length > 0, page.rows.length <= limit]).toEqual([true, true]);
        seen.push(...page.rows.map(({ value }) => value.revision));
        const from = page.rows.at(-1)?.key ?? null;
        if (!page.more) break;
        page = history.read({ from, descending, limit });
      }
      expect(seen).toEqual(descending ? [3, 2, 1, 0] : [0, 1, 2, 3]);
    }
    expect(history.count()).toBe(4);
  });
  test('say the same from the view and from events', () => {
    const all = { from: null, descending: false, limit: 9 };
    const { db, all: events } = theirs();
    expect(historyOf(events.filter(({ keyId }) => keyId === 'a1')).read(all)).toEqual(
      storedHistory(db, 'a1').read(all),
    );
  });
  test('of a key that does not exist', () => {
    const { db } = theirs();
    expect(storedHistory(db, 'none').read({ from: null, descending: false, limit: 9 })).toEqual({
      rows: [],
      more: false,
    });
    expect(storedHistory(db, 'none').count()).toBe(0);
  });
});

describe('what happened after a position', () => {
  const start = positionAt(0);
  test('to all keys of an account, oldest first', () =>
    expect(told(historyAfter(theirs().db, acme, start, 100))).toEqual([
      ...['a1 KeyCreated', 'b1 KeyCreated', 'a1 RedirectUriAdded', 'a1 SecretAdded', 'a2 KeyCreated'],
      ...['b1 KeyDisabled', 'a1 KeyDeleted'],
    ]));
  test("to somebody's own", () =>
    expect(told(historyAfter(theirs().db, ada, start, 100))).toEqual([
      ...['a1 KeyCreated', 'a1 RedirectUriAdded', 'a1 SecretAdded', 'a2 KeyCreated', 'a1 KeyDeleted'],
    ]));
  test('to nobody of another account', () => {
    const { db } = theirs();
    expect(told(historyAfter(db, { account: 'globex', owner: null }, start, 100))).toEqual([
      'g1 KeyCreated',
      'g1 KeyRenamed',
    ]);
    expect(historyAfter(db, { account: 'globex', owner: 'ada' }, start, 100)).toEqual([]);
    expect(historyAfter(db, { account: null, owner: null }, start, 100)).toHaveLength(9);
    expect(told(historyAfter(db, { account: null, owner: 'hank' }, start, 100))).toEqual([
      'g1 KeyCreated',
      'g1 KeyRenamed',
    ]);
    expect(historyAfter(db, { account: 'acme', owner: 'hank' }, start, 100)).toEqual([]);
  });
  test('goes on after the position, without it', () => {
    const { db } = theirs();
    expect(told(historyAfter(db, acme, positionAt(5), 100))).toEqual([
      'a2 KeyCreated',
      'b1 KeyDisabled',
      'a1 KeyDeleted',
    ]);
    expect(historyAfter(db, acme, positionAt(9), 100)).toEqual([]);
  });
  test.each([1, 2, 3])('in portions of %i nothing is left out', (limit) => {
    const { db } = theirs();
    const seen: string[] = [];
    let position = start;
    for (let portion = 0; portion < 8; portion++) {
      const entries = historyAfter(db, acme, position, limit);
      expect(entries.length).toBeLessThanOrEqual(limit);
      seen.push(...told(entries));
      position = entries.at(-1)?.position ?? position;
    }
    expect(seen).toEqual(told(historyAfter(db, acme, start, 100)));
  });
  test('follows a key to its new owner', () => {
    const { db, views, happens } = theirs();
    views.apply(happens('b1', [f.transferred('bob', 'ada')]));
    expect(told(historyAfter(db, ada, positionAt(6), 100))).toEqual([
      'b1 KeyDisabled',
      'a1 KeyDeleted',
      'b1 OwnershipTransferred',
    ]);
    expect(historyAfter(db, { account: 'acme', owner: 'bob' }, start, 100)).toEqual([]);
  });
});

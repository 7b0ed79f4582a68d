import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { shownCredentials } from '../../../projections/key-details/shown-credentials.js';
import { keyDiff } from '../../../src/domain/audit/key-diff.js';
import { goLiveStatus, openStatus } from '../../../src/domain/go-live/status.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { RecordedKeyEvent } from '../../../src/domain/key/recorded.js';
import { proposalStatus } from '../../../src/domain/two-people/status.js';
import * as f from '../../kit/facts/facts.js';
import { anyActs, play } from '../../kit/facts/life.js';
import { aLog } from '../../kit/facts/log.js';

type Fields = Record<string, string | null>;

/** Every field that the API shows of a key, said once more: not by the program that is judged. */
function fieldsOf(key: KeyDetails | undefined, at: string): Fields {
  if (!key) return {};
  const fields: Fields = {};
  const put = (kind: string, id: string, values: Fields) => {
    for (const [field, value] of Object.entries(values)) if (value !== null) fields[`${kind} ${id} ${field}`] = value;
  };
  const { status, name, description, privacyPolicyUrl, termsOfUseUrl, owner, mobileApp, goLive } = key;
  put('KEY', key.id, { status, name, description, privacyPolicyUrl, termsOfUseUrl, owner });
  put('KEY', key.id, { clientType: mobileApp ? 'PUBLIC' : 'CONFIDENTIAL', environments: key.environments.join(', ') });
  put('KEY', key.id, { goLive: goLiveStatus(goLive, at) });
  for (const { id, uri } of key.redirectUris) put('REDIRECT_URI', id, { redirectUri: uri });
  const { secrets, keypairs } = shownCredentials(key, at);
  for (const { id, status: is, label, lastFour, notBefore, expiresAt, replacedBy, brownouts: times } of secrets) {
    const brownouts = times.map(({ from, to }) => `${from}/${to}`).join(', ') || null;
    put('SECRET', id, { status: is, label, lastFour, notBefore, expiresAt, replacedBy, brownouts });
  }
  for (const { id, status: is, label, kid, algorithm, expiresAt, replacedBy } of keypairs)
    put('KEYPAIR', id, { status: is, label, kid, algorithm, expiresAt, replacedBy });
  for (const request of goLive.requests)
    put('GO_LIVE_REQUEST', request.id, { goLive: request.ended ?? openStatus(goLive, request, at) });
  for (const proposal of key.proposals) put('PROPOSAL', proposal.id, { proposal: proposalStatus(key, proposal, at) });
  return fields;
}

const stateOf = (events: readonly RecordedKeyEvent[]) =>
  events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined);

/** What differs between a key after so many of its events at a time, and after more of them at another. */
function diffOf(events: readonly RecordedKeyEvent[], [from, earlier]: [number, string], [to, later]: [number, string]) {
  return keyDiff({
    from: { key: stateOf(events.slice(0, from)), at: earlier },
    to: { key: stateOf(events.slice(0, to)), at: later },
    between: events.slice(from, to),
    evolve: foldKeyDetails,
  });
}

const timeOf = (events: readonly RecordedKeyEvent[], count: number) =>
  events[count - 1]?.metadata.recordedAt ?? '2025-12-31T00:00:00.000Z';
const plus = (time: string, seconds: number) => new Date(Date.parse(time) + seconds * 1000).toISOString();

/** Credentials and requests end while the life goes on, which goes on by a second an event. */
const ending = (facts: readonly KeyEvent[], seconds: readonly number[]) =>
  facts.map((fact, index): KeyEvent => {
    if (!('expiresAt' in fact.data)) return fact;
    const expiresAt = plus('2026-01-01T00:00:00.000Z', seconds[index % seconds.length] ?? 0);
    return { ...fact, data: { ...fact.data, expiresAt } } as KeyEvent;
  });

/** Two moments of a life: how many events there were, and how long after the last of them. */
const moments = fc.record({
  tried: anyActs(60),
  ends: fc.boolean(),
  cut: fc.noBias(fc.tuple(fc.nat(1000), fc.nat(1000))), // thousandths; with a bias the first is hardly ever but 0
  waits: fc.tuple(fc.nat(40), fc.nat(40)),
  seconds: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }),
});

test('in any life, the difference leads from the fields of one moment to those of the other, and each event lies between', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(moments, ({ tried, ends, cut, waits, seconds }) => {
      const facts = play(f.created, tried, ends).flatMap(({ events }) => events);
      const events = aLog().happens('key', ending(facts, seconds));
      const [from = 0, to = 0] = cut
        .map((part) => Math.round((part / 1000) * events.length))
        .sort((one, two) => one - two);
      const earlier = plus(timeOf(events, from), from === to ? Math.min(...waits) : waits[0] % 2);
      const later = plus(timeOf(events, to), Math.max(...waits));
      const changes = diffOf(events, [from, earlier], [to, later]);

      const [before, after] = [
        fieldsOf(stateOf(events.slice(0, from)), earlier),
        fieldsOf(stateOf(events.slice(0, to)), later),
      ];
      const applied = new Map(Object.entries(before));
      for (const change of changes) {
        const field = `${change.kind} ${change.id} ${change.field}`;
        expect(change.before).toBe(before[field] ?? null);
        if (change.after === null) applied.delete(field);
        else applied.set(field, change.after);
        const wasThere = Object.keys(before).some((name) => name.startsWith(`${change.kind} ${change.id} `));
        expect([change.how === 'ADDED', change.addedBy !== null]).toEqual([!wasThere, !wasThere]);
        for (const event of [change.event, change.addedBy].filter((one) => one !== null))
          expect(events.slice(from, to)).toContain(event);
        seen.add(`${change.how} ${change.kind}${change.event ? '' : ' by the clock'}`);
      }
      expect(Object.fromEntries(applied)).toEqual(after);
      expect(diffOf(events, [from, earlier], [from, earlier])).toEqual([]);
    }),
    { numRuns: 200 },
  );
  expect([...seen].sort()).toEqual(
    expect.arrayContaining([
      ...['ADDED KEY', 'ADDED KEYPAIR', 'ADDED REDIRECT_URI', 'ADDED SECRET', 'ADDED PROPOSAL', 'CHANGED KEY'],
      ...['CHANGED SECRET', 'CHANGED SECRET by the clock', 'REMOVED REDIRECT_URI', 'ADDED SECRET by the clock'],
    ]),
  );
});

/** What differs between the key after its first `from` facts and after all of them; `at` is the later time. */
function told(facts: readonly KeyEvent[], from: number, at?: string) {
  const events = aLog().happens('key', facts);
  const changes = diffOf(events, [from, timeOf(events, from)], [events.length, at ?? timeOf(events, events.length)]);
  return changes.map(({ how, kind, field, before, after, event, addedBy }) => ({
    ...{ how, kind, field, before, after },
    by: [event?.revision ?? null, ...(addedBy ? [addedBy.revision] : [])],
  }));
}
const changed = (kind: string, field: string, before: string | null, after: string | null, by: number | null) => ({
  ...{ how: 'CHANGED', kind, field, before, after, by: [by] },
});

describe('the event that made it so', () => {
  test('is the last that changed this field, not one that said the same again', () =>
    expect(
      told(
        [
          f.created,
          f.renamed('B'),
          f.linked('https://a.example', null),
          f.linked('https://a.example', 'https://t.example'),
          f.renamed('C'),
        ],
        1,
      ),
    ).toEqual([
      changed('KEY', 'name', 'Contract Portal', 'C', 4),
      changed('KEY', 'privacyPolicyUrl', null, 'https://a.example', 2),
      changed('KEY', 'termsOfUseUrl', null, 'https://t.example', 3),
    ]));

  test('is none where it has become again what it was', () =>
    expect(told([f.created, f.disabled, f.enabled], 1)).toEqual([]));

  test('of what was added and changed are two', () =>
    expect(told([f.created, f.secretAdded('s'), f.secretDisabled('s')], 1)).toEqual([
      { how: 'ADDED', kind: 'SECRET', field: 'status', before: null, after: 'DISABLED', by: [2, 1] },
      { how: 'ADDED', kind: 'SECRET', field: 'lastFour', before: null, after: 'wXyZ', by: [1, 1] },
    ]));

  test('of what was removed is the removal', () =>
    expect(
      told([f.created, f.uriAdded('u', 'https://a.example/'), f.uriRemoved('u', 'https://a.example/')], 2),
    ).toEqual([
      {
        how: 'REMOVED',
        kind: 'REDIRECT_URI',
        field: 'redirectUri',
        before: 'https://a.example/',
        after: null,
        by: [2],
      },
    ]));

  test('of credentials that end with their key is its deletion', () =>
    expect(told([f.created, f.secretAdded('s'), f.deleted], 2)).toEqual([
      changed('KEY', 'status', 'ACTIVE', 'DELETED', 2),
      changed('SECRET', 'status', 'ACTIVE', 'REVOKED', 2),
    ]));

  test('of a request that has become stale is the change of the key', () =>
    expect(told([f.created, f.requested('r'), f.renamed('B')], 2)).toEqual([
      changed('KEY', 'name', 'Contract Portal', 'B', 2),
      changed('KEY', 'goLive', 'IN_REVIEW', 'STALE', 2),
      changed('GO_LIVE_REQUEST', 'goLive', 'IN_REVIEW', 'STALE', 2),
    ]));

  test('of a proposal that has become stale is the change of the key', () =>
    expect(told([f.created, f.proposed('p'), f.described('New')], 2)).toEqual([
      changed('KEY', 'description', null, 'New', 2),
      changed('PROPOSAL', 'proposal', 'OPEN', 'STALE', 2),
    ]));

  test('of production is what suspended it', () =>
    expect(told([f.created, ...f.live, f.suspended], 1 + f.live.length)).toEqual([
      changed('KEY', 'goLive', 'LIVE', 'SUSPENDED', 1 + f.live.length),
    ]));
});

describe('what the clock does is no event', () => {
  const soon = plus('2026-01-01T00:00:00.000Z', 60);
  const secret = [f.created, f.secretAdded('s', { expiresAt: soon })];

  test('an expiry that has passed', () =>
    expect(told(secret, 2, soon)).toEqual([changed('SECRET', 'status', 'ACTIVE', 'EXPIRED', null)]));

  test('nor is it the event before it', () =>
    expect(told([...secret, f.secretDisabled('s'), f.secretEnabled('s')], 3, soon)).toEqual([
      changed('SECRET', 'status', 'DISABLED', 'EXPIRED', null),
    ]));

  test('but an event after it counts', () =>
    expect(told([...secret, f.secretRevoked('s')], 2, plus(soon, 9))).toEqual([
      changed('SECRET', 'status', 'ACTIVE', 'REVOKED', 2),
    ]));
});

test('nothing that differs has a digest, a public key or a fingerprint', () => {
  const facts = [f.created, f.secretAdded('s'), f.keypairAdded('k'), f.requested('r'), f.proposed('p')];
  expect(JSON.stringify(told(facts, 0))).not.toMatch(/digest of|public key of|modulus of|fingerprint of|pepper/);
});

test('a long history costs no square: ten thousand events on a thousand secrets', () => {
  const secrets = Array.from({ length: 1_000 }, (_, n) => f.secretAdded(`s${n}`));
  const turns = Array.from({ length: 4_500 }, (_, n) => [
    f.secretDisabled(`s${n % 1000}`),
    f.secretEnabled(`s${n % 1000}`),
  ]);
  expect(told([f.created, ...secrets, ...turns.flat()], 1)).toHaveLength(2_000);
});

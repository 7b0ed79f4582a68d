import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchedRedirectUri } from '../../projections/credentials/check-redirect-uri.js';
import { clientKeys } from '../../projections/credentials/client-keys.js';
import { foldCredentials } from '../../projections/credentials/fold.js';
import type { Credentials } from '../../projections/credentials/row.js';
import { verifyClientSecret } from '../../projections/credentials/verify-client-secret.js';
import { countIntervals, listIntervals, validityOfKey, validityOfSubject } from '../../projections/validity/list.js';
import { mintSecret } from '../../src/adapters/crypto/secrets/mint-secret.js';
import { secretVerifier } from '../../src/adapters/crypto/secrets/secret-verifier.js';
import type { Views } from '../../src/app/views/views.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { intervalsOf } from '../../src/domain/validity/intervals-of.js';
import type { Lived } from '../../src/domain/validity/validity.js';
import { peppersOf } from '../crypto/some-peppers.js';
import * as f from '../kit/facts/facts.js';
import { anyActs, play } from '../kit/facts/life.js';
import { aLog } from '../kit/facts/log.js';
import { dump, someViews } from '../kit/views/views.js';

const HOUR_MS = 3_600_000;
/** Hours after the beginning of a life. */
const hour = (n: number) => new Date(Date.parse(f.now) + n * HOUR_MS).toISOString();
const peppers = peppersOf(1);
const verifier = secretVerifier(peppers);
const sight = { account: 'acme', owner: null };
const everything = { from: null, descending: false, limit: 10_000 };
/** Later than everything. */
const finally_ = '2099-01-01T00:00:00.000Z';

/** Dates of the credentials, any two of them: within the life, at its very moments, or none. */
const anyDates = fc.array(fc.tuple(fc.option(fc.nat(20)), fc.option(fc.nat(20))), { minLength: 1, maxLength: 4 });
/** Hours from one command to the next; clocks that disagree go back. */
const anySteps = fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 1, maxLength: 8 });

interface Life {
  all: readonly RecordedKeyEvent[];
  /** Secret id -> its plain text. */
  texts: ReadonlyMap<string, string>;
}

/** A life of a key with these dates and steps; half of them go live first. */
const anyLife: fc.Arbitrary<Life> = fc
  .record({ tried: anyActs(30), ends: fc.boolean(), live: fc.boolean(), dates: anyDates, steps: anySteps })
  .map(({ tried, ends, live, dates, steps }) => {
    const texts = new Map<string, string>();
    const making = {
      // ids of their own, as the mint gives them
      aSecret(id: string) {
        const { plainText, ...kept } = mintSecret(peppers, 'DEMO');
        texts.set(`s ${id}`, plainText);
        return f.aSecret(`s ${id}`, kept);
      },
      aKeypair: (id: string) => f.aKeypair(`k ${id}`),
    };
    const { all, happens } = aLog();
    let [now, added] = [0, 0];
    /** Any two dates instead of its own, of which the later one is the end. */
    const dated = (event: KeyEvent): KeyEvent => {
      if (event.type !== 'SecretAdded' && event.type !== 'KeypairAdded') return event;
      const [one, other] = dates[added++ % dates.length] ?? [null, null];
      const end = one === null ? other : Math.max(one, (other ?? 0) + 1);
      const expiresAt = end === null ? null : hour(end);
      if (event.type === 'KeypairAdded') return { ...event, data: { ...event.data, expiresAt } };
      return { ...event, data: { ...event.data, expiresAt, notBefore: other === null ? null : hour(other) } };
    };
    const retimed = rotationWithin();
    const born = play(f.created, tried, ends, making).map(({ events }) => events.map(dated));
    const [first, ...rest] = born;
    const story = live ? [first ?? [], ...f.live.map((event) => [event]), ...rest.filter(isNoApproval)] : born;
    story.forEach((events, n) => {
      if (n > 0) now += steps[n % steps.length] ?? 0;
      happens(
        'a-key',
        events.flatMap((event) => retimed(event, now)),
        { recordedAt: hour(now) },
      );
    });
    return { all, texts };
  });
/** Rotation at the times of such a life: what has ended is not retired, and nothing is retired to a later end. */
function rotationWithin() {
  const ends = new Map<string, { end: string | null; before?: string | null | undefined }>();
  return (event: KeyEvent, now: number): KeyEvent[] => {
    const { data } = event;
    const id = 'secretId' in data ? data.secretId : 'keypairId' in data ? data.keypairId : '';
    const { end, before } = ends.get(id) ?? { end: null };
    const isOver = end !== null && end <= hour(now);
    switch (event.type) {
      case 'SecretAdded':
      case 'KeypairAdded':
        ends.set(id, { end: event.data.expiresAt });
        return [event];
      case 'SecretRetirementScheduled':
      case 'KeypairRetirementScheduled': {
        if (isOver || before !== undefined) return [];
        const wanted = hour(now + 3);
        const retiresAt = end !== null && end < wanted ? end : wanted;
        ends.set(id, { end: retiresAt, before: end });
        return [{ ...event, data: { ...event.data, retiresAt, expiresAt: end } } as KeyEvent];
      }
      case 'SecretRetirementCancelled':
      case 'KeypairRetirementCancelled':
        if (isOver || before === undefined) return [];
        ends.set(id, { end: before });
        return [{ ...event, data: { ...event.data, retiresAt: end ?? '', expiresAt: before } } as KeyEvent];
      case 'BrownoutScheduled':
        return [{ ...event, data: { ...event.data, from: hour(now + 1), to: hour(now + 4) } }];
      default:
        return [event];
    }
  };
}

const isNoApproval = (events: readonly KeyEvent[]) => !events.some(({ type }) => type === 'GoLiveApproved');

const millisecond = (time: string, more: number) => new Date(Date.parse(time) + more).toISOString();

/** The rows of this view alone. */
const rowsOf = ({ db }: Views) => dump(db, /^(?!validity)/);

/** Every moment at which something may change, and those beside it. */
function momentsOf(all: readonly RecordedKeyEvent[]): string[] {
  const times = all.flatMap(({ metadata, data }) => [
    metadata.recordedAt,
    ...('expiresAt' in data && data.expiresAt !== null ? [data.expiresAt] : []),
    ...('notBefore' in data && data.notBefore !== null ? [data.notBefore] : []),
    ...('retiresAt' in data ? [data.retiresAt] : []),
    ...('brownoutId' in data ? [data.from, data.to] : []),
  ]);
  const beside = times.flatMap((time) => [millisecond(time, -1), time, millisecond(time, 1)]);
  return [...new Set(beside)].sort();
}

/** The client as it was: the longest beginning in which no event is later. */
function clientAt(all: readonly RecordedKeyEvent[], time: string): Credentials | undefined {
  const later = all.findIndex(({ metadata }) => metadata.recordedAt > time);
  const until = later < 0 ? all : all.slice(0, later);
  return until.reduce<Credentials | undefined>(foldCredentials, undefined);
}

/** What counts by verification. */
function verified(client: Credentials | undefined, texts: Life['texts'], now: string): string[] {
  if (!client) return [];
  const secrets = client.secrets.filter(({ secretId, environment }) => {
    const secret = texts.get(secretId) ?? '';
    return verifyClientSecret(verifier, client, { environment, secret, now }).active;
  });
  const environments = ['DEMO', 'PRODUCTION'] as const;
  const keypairs = environments.flatMap((environment) => clientKeys(client, environment, now));
  const uris = environments.flatMap((environment) =>
    client.redirectUris.filter(
      ({ redirectUriId, redirectUri }) =>
        matchedRedirectUri(client, environment, redirectUri)?.redirectUriId === redirectUriId,
    ),
  );
  return [
    ...secrets.map(({ secretId }) => `SECRET ${secretId}`),
    ...keypairs.map(({ keypairId }) => `KEYPAIR ${keypairId}`),
    ...uris.map(({ redirectUriId }) => `REDIRECT_URI ${redirectUriId}`),
  ].sort();
}

const counting = (subjects: readonly Lived[], now: string) =>
  subjects
    .filter(({ intervals }) => intervals.some(({ from, to }) => from <= now && (to === null || now < to)))
    .map(({ kind, id }) => `${kind} ${id}`)
    .sort();

describe('at every moment of any life', () => {
  test('what counts by the intervals is what verification says of the state then', () => {
    let [some, closed] = [0, 0];
    fc.assert(
      fc.property(anyLife, ({ all, texts }) => {
        const subjects = intervalsOf(all);
        for (const now of momentsOf(all)) {
          const expected = verified(clientAt(all, now), texts, now);
          expect({ now, counts: counting(subjects, now) }).toEqual({ now, counts: expected });
          some += expected.length;
        }
        closed += subjects.flatMap(({ intervals }) => intervals).filter(({ to }) => to !== null).length;
      }),
      { numRuns: 300 },
    );
    expect([some > 100, closed > 100]).toEqual([true, true]);
  });

  test('intervals are in order, none is empty, and no two of a subject touch', () =>
    fc.assert(
      fc.property(anyLife, ({ all }) => {
        for (const { intervals } of intervalsOf(all))
          intervals.reduce((end, { from, to }) => {
            expect([end < from, to === null || from < to]).toEqual([true, true]);
            return to ?? finally_;
          }, '');
      }),
      { numRuns: 60 },
    ));
});

describe('the view', () => {
  test('has what the events say, event by event and at once', () =>
    fc.assert(
      fc.property(anyLife, ({ all }) => {
        const [live, rebuilt] = [someViews(), someViews()];
        for (const event of all) live.apply([event]);
        rebuilt.apply(all);
        expect(rowsOf(live)).toEqual(rowsOf(rebuilt));
        expect(validityOfKey(live.db, sight, 'a-key', finally_)).toEqual(intervalsOf(all));
        live.close();
        rebuilt.close();
      }),
      { numRuns: 25 },
    ));

  test.each<[string, KeyEvent[]]>([
    ['revoked', [f.secretRevoked('s')]],
    ['disabled and enabled', [f.secretDisabled('s'), f.secretEnabled('s')]],
    ['given an end', [f.secretRetired('s', hour(3))]],
    ['without it again', [f.brownoutCancelled('s', { from: hour(5), to: hour(6) })]],
    ['of a key that is deleted', [f.deleted]],
  ])('has what counts of a secret that is, ahead of its brownout, %s', (_, then) => {
    const { all, happens } = aLog();
    const story = [f.created, f.secretAdded('s'), f.brownoutScheduled('s', { from: hour(5), to: hour(6) }), ...then];
    story.forEach((event, n) => happens('a-key', [event], { recordedAt: hour(n / 4) }));
    const views = someViews();
    for (const event of all) views.apply([event]);
    expect(validityOfKey(views.db, sight, 'a-key', finally_)).toEqual(intervalsOf(all));
  });

  test('finds in any window what overlaps it, in order, page by page', () =>
    fc.assert(
      fc.property(
        anyLife,
        fc.nat(40),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (life, n, length, limit) => {
          const views = someViews();
          views.apply(life.all);
          const window = { from: hour(n), to: hour(n + length) };
          const listing = { sight, window, now: window.to };
          const expected = intervalsOf(life.all)
            .flatMap(({ id, kind, intervals }) => intervals.map((interval) => ({ id, kind, ...interval })))
            .filter(({ from, to }) => from < window.to && (to === null || to > window.from))
            .map(({ id, from, to }) => [from, id, to !== null && to <= window.to ? to : null])
            .sort(([a = '', b], [c = '', d]) => (a! < c! || (a === c && b! < d!) ? -1 : 1));
          const found: unknown[] = [];
          for (let from: readonly (string | number)[] | null = null; ;) {
            const { rows, more } = listIntervals(views.db, listing, { from, descending: false, limit });
            found.push(...rows.map(({ value }) => [value.from, value.id, value.to]));
            if (!more) break;
            from = rows.at(-1)?.key ?? null;
          }
          expect(found).toEqual(expected);
          expect(countIntervals(views.db, listing)).toBe(expected.length);
          const backwards = listIntervals(views.db, listing, { ...everything, descending: true }).rows;
          expect(backwards.reverse().map(({ value }) => [value.from, value.id, value.to])).toEqual(expected);
          views.close();
        },
      ),
      { numRuns: 40 },
    ));

  test('keeps no digest and no public key', () => {
    const { all, happens } = aLog();
    happens('a-key', [f.created, f.secretAdded('s'), f.keypairAdded('k')]);
    const views = someViews();
    views.apply(all);
    const rows = rowsOf(views);
    expect(Object.keys(rows)).toEqual(['validity', 'validity_key']);
    expect(JSON.stringify(rows)).not.toMatch(/digest of|public key of|id of pepper|modulus of/);
  });
});

describe('within sight', () => {
  const { all, happens } = aLog();
  happens('a-key', [
    f.created,
    f.secretAdded('a'),
    f.secretAdded('never', { notBefore: finally_ }),
    f.transferred('ada', 'bob'),
  ]);
  happens('b-key', [{ ...f.created, data: { ...f.created.data, account: 'globex' } }, f.uriAdded('b')]);
  const window = { from: hour(-10_000), to: hour(0) };
  const idsOf = (account: string | null, owner: string | null, more = {}) => {
    const { db, apply } = someViews();
    apply(all);
    const listing = { sight: { account, owner }, window, now: window.to, ...more };
    return listIntervals(db, listing, everything).rows.map(
      ({ value: { id, integratorKeyId } }) => `${integratorKeyId} ${id}`,
    );
  };
  test.each([
    ['acme', null, ['a-key a']],
    ['acme', 'bob', ['a-key a']],
    ['acme', 'ada', []],
    ['globex', null, ['b-key b']],
    [null, null, ['a-key a', 'b-key b']],
  ])('account %s, owner %s', (account, owner, ids) => expect(idsOf(account, owner)).toEqual(ids));
  test('of one environment or kind', () => {
    expect(idsOf(null, null, { kind: 'SECRET' })).toEqual(['a-key a']);
    expect(idsOf(null, null, { kind: 'REDIRECT_URI', environment: 'DEMO' })).toEqual(['b-key b']);
    expect(idsOf(null, null, { environment: 'PRODUCTION' })).toEqual([]);
  });
  test('a subject is found by its id, even one that has never counted', () => {
    const { db, apply } = someViews();
    apply(all);
    expect(validityOfSubject(db, sight, 'a', f.now)?.intervals).toHaveLength(1);
    expect(validityOfSubject(db, sight, 'never', f.now)).toMatchObject({ id: 'never', intervals: [] });
    expect(validityOfSubject(db, sight, 'b', f.now)).toBeUndefined();
    expect(validityOfSubject(db, sight, 'c', f.now)).toBeUndefined();
    expect(validityOfKey(db, sight, 'b-key', f.now)).toBeUndefined();
    expect(validityOfKey(db, { account: 'acme', owner: 'ada' }, 'a-key', f.now)).toBeUndefined();
  });
});

test('a window that only touches an interval, at either end, does not have it', () => {
  const { all, happens } = aLog();
  happens('a-key', [f.created, f.secretAdded('s')], { recordedAt: hour(2) });
  happens('a-key', [f.secretRevoked('s')], { recordedAt: hour(4) });
  const { db, apply } = someViews();
  apply(all);
  const found = (from: number, to: number) =>
    countIntervals(db, { sight, window: { from: hour(from), to: hour(to) }, now: hour(9) });
  expect([found(0, 2), found(1, 3), found(2, 4), found(3, 5), found(4, 6)]).toEqual([0, 1, 1, 1, 0]);
});

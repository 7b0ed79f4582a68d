import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkRedirectUri } from '../../projections/credentials/check-redirect-uri.js';
import { recallCredentials } from '../../projections/credentials/find.js';
import { peppersInUse } from '../../projections/credentials/peppers.js';
import { foldCredentials } from '../../projections/credentials/fold.js';
import { verifyClientSecret } from '../../projections/credentials/verify-client-secret.js';
import { mintSecret } from '../../src/adapters/crypto/secrets/mint-secret.js';
import { secretVerifier } from '../../src/adapters/crypto/secrets/secret-verifier.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import { peppersOf } from '../crypto/some-peppers.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { someViews } from '../kit/views/views.js';

const verifier = secretVerifier(peppersOf(1, 2));

/** The credentials of a key to which this has happened, as the view on disk has them. */
function clientWith(...facts: KeyEvent[]) {
  const { all, happens } = aLog();
  happens('a-key', [f.created, ...facts]);
  const { db, apply } = someViews();
  apply(all);
  return recallCredentials(db, { account: null, owner: null }, 'a-key');
}

describe('verifyClientSecret', () => {
  const { plainText, ...digested } = mintSecret(peppersOf(1), 'DEMO');
  const added = (more: Parameters<typeof f.secretAdded>[1] = {}) => f.secretAdded('s', { ...digested, ...more });
  const verify = (facts: KeyEvent[], secret = plainText, environment: Environment = 'DEMO') =>
    verifyClientSecret(verifier, clientWith(...facts), { environment, secret, now: f.now });
  const unknown = { active: false, reason: 'UNKNOWN', secretId: null };
  const production = { environment: 'PRODUCTION' } as const;

  test('the right secret counts', () =>
    expect(verify([added()])).toEqual({ active: true, reason: null, secretId: 's' }));
  test('so does each of several', () => {
    const { plainText: otherText, ...kept } = mintSecret(peppersOf(1, 2), 'DEMO');
    const facts = [added(), f.secretAdded('t', { ...kept })];
    expect(verify(facts)).toMatchObject({ active: true, secretId: 's' });
    expect(verify(facts, otherText)).toMatchObject({ active: true, secretId: 't' });
  });

  test.each<[string, KeyEvent[], string]>([
    ['expired', [added({ expiresAt: f.now })], 'EXPIRED'],
    ['not valid yet', [added({ notBefore: f.after })], 'NOT_YET_VALID'],
    ['disabled', [added(), f.secretDisabled('s')], 'DISABLED'],
    ['revoked', [added(), f.secretRevoked('s')], 'REVOKED'],
    ['of another environment', [added(production)], 'WRONG_ENVIRONMENT'],
    ['of a disabled key', [added(), f.disabled], 'DISABLED'],
    ['of a deleted key', [added(), f.deleted], 'REVOKED'],
    ['revoked before it is of another environment', [added(production), f.secretRevoked('s')], 'REVOKED'],
    ['of another environment before it is disabled', [added(production), f.secretDisabled('s')], 'WRONG_ENVIRONMENT'],
    ['disabled before it is expired', [added({ expiresAt: f.now }), f.secretDisabled('s')], 'DISABLED'],
    ['expired before it is not valid yet', [added({ notBefore: f.after, expiresAt: f.before })], 'EXPIRED'],
  ])('one that is %s does not, and its holder is told', (_, facts, reason) => {
    expect(verify(facts)).toEqual({ active: false, reason, secretId: 's' });
    for (const wrong of [
      `${plainText}x`,
      plainText.slice(0, -1),
      plainText.toLowerCase(),
      ` ${plainText}`,
      '',
      'x'.repeat(10_000),
    ])
      expect(verify(facts, wrong)).toEqual(unknown);
  });

  test.each<[string, KeyEvent[]]>([
    ['enabled again', [added(), f.secretDisabled('s'), f.secretEnabled('s')]],
    ['of a key enabled again', [added(), f.disabled, f.enabled]],
    ['valid from this moment', [added({ notBefore: f.now })]],
    ['valid for one moment more', [added({ expiresAt: f.after })]],
  ])('one that is %s counts', (_, facts) => expect(verify(facts)).toMatchObject({ active: true }));

  test('nobody is told anything of a client that does not exist', () => {
    const presented = { environment: 'DEMO', secret: plainText, now: f.now } as const;
    expect(verifyClientSecret(verifier, undefined, presented)).toEqual(unknown);
    expect(verify([])).toEqual(unknown);
  });
  test('the digest is no secret', () => expect(verify([added()], digested.digest)).toEqual(unknown));
  test('a digest under a pepper that is not at hand matches nothing', () =>
    expect(verify([added({ pepperVersion: 9 })])).toEqual(unknown));
  test('nor does one under another pepper of the same version', () =>
    expect(verify([added({ pepperId: 'another' })])).toEqual(unknown));
});

describe('checkRedirectUri', () => {
  const uri = 'https://portal.example/u';
  const check = (facts: KeyEvent[], requested = uri, environment: Environment = 'DEMO') =>
    checkRedirectUri(clientWith(...facts), environment, requested);
  const none = { match: 'NONE', nearest: null };

  test('exactly', () => expect(check([f.uriAdded('u')])).toEqual({ match: 'EXACT', nearest: null }));
  test('by any port at a loopback literal', () =>
    expect(check([f.uriAdded('u', 'http://127.0.0.1/cb')], 'http://127.0.0.1:51004/cb').match).toBe('LOOPBACK_PORT'));
  test('or not, and then with the nearest', () =>
    expect(check([f.uriAdded('v', 'https://other.example/'), f.uriAdded('u')], `${uri}/`)).toEqual({
      match: 'NONE',
      nearest: { uri, firstDifferenceAt: uri.length },
    }));
  test.each<[string, KeyEvent[]]>([
    ['has none', []],
    ['has removed it', [f.uriAdded('u'), f.uriRemoved('u')]],
    ['is disabled', [f.uriAdded('u'), f.disabled]],
    ['is deleted', [f.uriAdded('u'), f.deleted]],
  ])('a key that %s offers nothing', (_, facts) => expect(check(facts)).toEqual(none));
  test('nor does it in another environment', () => expect(check([f.uriAdded('u')], uri, 'PRODUCTION')).toEqual(none));
  test('nor does a client that does not exist', () => expect(checkRedirectUri(undefined, 'DEMO', uri)).toEqual(none));
  test('one that stays when another is removed does', () => {
    const facts = [f.uriAdded('v', 'https://other.example/'), f.uriAdded('u'), f.uriRemoved('v')];
    expect(check(facts)).toMatchObject({ match: 'EXACT' });
  });
  test('a key enabled again does', () =>
    expect(check([f.uriAdded('u'), f.disabled, f.enabled])).toMatchObject({ match: 'EXACT' }));
});

test('the credentials of a client are found by everybody or by its account alone', () => {
  const { all, happens } = aLog();
  happens('a-key', [f.created]);
  const { db, apply } = someViews();
  apply(all);
  expect(recallCredentials(db, { account: null, owner: null }, 'a-key')).toMatchObject({
    clientId: 'a-key',
    account: 'acme',
  });
  expect(recallCredentials(db, { account: 'acme', owner: null }, 'a-key')).toBeDefined();
  expect(recallCredentials(db, { account: 'globex', owner: null }, 'a-key')).toBeUndefined();
  expect(recallCredentials(db, { account: null, owner: null }, 'another')).toBeUndefined();
});

test.each<[string, KeyEvent[], string]>([
  ['new', [], 'ACTIVE ACTIVE'],
  ['disabled', [f.secretDisabled('x')], 'DISABLED ACTIVE'],
  ['enabled again', [f.secretDisabled('x'), f.secretEnabled('x')], 'ACTIVE ACTIVE'],
  ['revoked', [f.secretRevoked('x')], 'REVOKED ACTIVE'],
  ['beside keypairs that change', [f.keypairDisabled('x'), f.keypairRevoked('y')], 'ACTIVE ACTIVE'],
])('the status of secrets, one of which is %s', (_, facts, statuses) => {
  const two = [f.secretAdded('x'), f.secretAdded('y'), f.keypairAdded('x'), f.keypairAdded('y')];
  expect(
    clientWith(...two, ...facts)
      ?.secrets.map(({ status }) => status)
      .join(' '),
  ).toBe(statuses);
});

test('a description changes nothing of a client', () => {
  const [first, second] = aLog().happens('a-key', [f.created, f.described('Text')]);
  const client = foldCredentials(undefined, first!);
  expect(foldCredentials(client, second!)).toBe(client);
});

test.each<[KeyEvent, object]>([
  [f.renamed('New'), { name: 'New' }],
  [f.linked('p', 't'), { privacyPolicyUrl: 'p', termsOfUseUrl: 't' }],
  [f.mobile, { mobileApp: true }],
])('$type shows in the metadata of a client', (fact, shown) => {
  const before = clientWith();
  expect(before).not.toMatchObject(shown);
  expect(clientWith(fact)).toEqual({ ...before, ...shown });
});

test('a client that is no mobile app any more is what it was', () => {
  expect(clientWith(f.mobile, f.notMobile)).toEqual(clientWith());
});

test('only the present owner, and whoever sees the whole account, finds a client', () => {
  const { all, happens } = aLog();
  happens('a-key', [f.created, f.transferred('ada', 'bob')]);
  const { db, apply } = someViews();
  apply(all);
  const find = (owner: string | null) => recallCredentials(db, { account: 'acme', owner }, 'a-key');
  expect([find('bob')?.owner, find(null)?.owner, find('ada')]).toEqual(['bob', 'bob', undefined]);
});

test('keypairs come and go', () => {
  expect(clientWith(f.keypairAdded('x'))?.keypairs.map(({ status }) => status)).toEqual(['ACTIVE']);
  const facts: KeyEvent[] = [f.keypairAdded('x'), f.keypairAdded('y'), f.keypairDisabled('x'), f.keypairRevoked('y')];
  expect(clientWith(...facts)?.keypairs.map(({ status }) => status)).toEqual(['DISABLED', 'REVOKED']);
  expect(clientWith(...facts, f.keypairEnabled('x'))?.keypairs[0]).toEqual({
    ...{
      keypairId: 'x',
      environment: 'DEMO',
      kid: 'kid of x',
      algorithm: 'RS256',
      publicKeyPem: 'public key of x',
      expiresAt: null,
    },
    status: 'ACTIVE',
  });
});

test('a pepper is in use as long as a secret under it is not revoked', () => {
  const { all, happens } = aLog();
  const under = (id: string, pepperVersion: number, pepperId = `id of ${pepperVersion}`) =>
    f.secretAdded(id, { pepperVersion, pepperId });
  happens('a-key', [
    f.created,
    under('a', 1),
    under('b', 2),
    under('c', 2),
    f.secretDisabled('b'),
    f.secretRevoked('c'),
  ]);
  happens('b-key', [f.created, under('d', 3), f.secretRevoked('d'), under('e', 4)]);
  happens('c-key', [f.created, under('f', 4, 'another'), under('g', 4), under('h', 1, 'gone'), f.secretRevoked('h')]);
  const { db, apply } = someViews();
  apply(all);
  const inUse = peppersInUse(db).map(({ version, id }) => `${version}: ${id}`);
  expect(inUse.sort()).toEqual(['1: id of 1', '2: id of 2', '4: another', '4: id of 4']);
});

test('a pepper of a disabled or a deleted client is in use, and one whose last secret is revoked afterwards is not', () => {
  const { happens } = aLog();
  const { db, apply } = someViews();
  const versions = () => peppersInUse(db).map(({ version }) => version);
  const under = (pepperVersion: number) => f.secretAdded(`s${pepperVersion}`, { pepperVersion });
  apply(happens('a-key', [f.created, under(1), under(2), f.secretDisabled('s1'), f.disabled]));
  apply(happens('b-key', [f.created, under(2), under(3), f.deleted]));
  expect(versions()).toEqual([1, 2, 3]);
  apply(happens('a-key', [f.secretRevoked('s1'), f.secretRevoked('s2')]));
  expect(versions()).toEqual([2, 3]);
});

test('the peppers in use are those of the rows, after each event and when all are read at once', () => {
  const step = fc.record({
    key: fc.constantFrom('a-key', 'b-key', 'c-key'),
    secret: fc.constantFrom('s', 't'),
    pepperVersion: fc.integer({ min: 1, max: 3 }),
    what: fc.constantFrom('add', 'add', 'disable', 'enable', 'revoke'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { all, happens } = aLog();
      const secrets = new Map<string, { version: number; isRevoked: boolean }>();
      const [live, atOnce] = [someViews(), someViews()];
      for (const { key, secret, pepperVersion, what } of steps) {
        const name = `${key} ${secret}`;
        const known = secrets.get(name);
        if (known ? what === 'add' || known.isRevoked : what !== 'add') continue;
        const isFirst = ![...secrets.keys()].some((other) => other.startsWith(key));
        if (isFirst) live.apply(happens(key, [f.created]));
        live.apply(happens(key, [factOf[what](secret, pepperVersion)]));
        secrets.set(name, { version: known?.version ?? pepperVersion, isRevoked: what === 'revoke' });
        const inUse = [...secrets.values()].filter(({ isRevoked }) => !isRevoked).map(({ version }) => version);
        expect(peppersInUse(live.db).map(({ version }) => version)).toEqual([...new Set(inUse)].sort());
      }
      atOnce.apply(all);
      expect(peppersInUse(atOnce.db)).toEqual(peppersInUse(live.db));
    }),
    { numRuns: 50 },
  );
});

const factOf = {
  add: (secret: string, pepperVersion: number) => f.secretAdded(secret, { pepperVersion }),
  disable: (secret: string) => f.secretDisabled(secret),
  enable: (secret: string) => f.secretEnabled(secret),
  revoke: (secret: string) => f.secretRevoked(secret),
};

test('nothing comes before KeyCreated, and it comes once', () => {
  const [first, second] = aLog().happens('a-key', [f.created, f.created]);
  const [orphan] = aLog().happens('a-key', [f.disabled]);
  expect(() => foldCredentials(undefined, orphan!)).toThrow('KeyDisabled before KeyCreated');
  expect(() => foldCredentials(foldCredentials(undefined, first!), second!)).toThrow('KeyCreated twice');
});

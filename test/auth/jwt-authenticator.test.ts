import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { exportSPKI, importJWK, type CryptoKey, type JWTPayload } from 'jose';
import { jwtAuthenticator } from '../../src/adapters/auth/jwt-authenticator.js';
import { remoteKeys } from '../../src/adapters/auth/remote-keys.js';
import { NotSignedIn, type Authenticator } from '../../src/app/access/actor.js';
import {
  AUDIENCE,
  identityProvider,
  inSeconds,
  ISSUER,
  sign,
  signingKey,
  type SigningKey,
} from './identity-provider.js';

const claims = { account: 'account', roles: 'roles', kind: 'kind' };
const rs256 = await signingKey('RS256', 'rsa');
const es256 = await signingKey('ES256', 'ec');
let provider: Awaited<ReturnType<typeof identityProvider>>;
let authenticator: Authenticator;

beforeAll(async () => {
  provider = await identityProvider(rs256, es256);
  authenticator = jwtAuthenticator({ issuer: ISSUER, audience: AUDIENCE, keys: remoteKeys(provider.jwksUrl), claims });
});
afterAll(() => provider.close());

const actorOf = async (token: JWTPayload) => (await authenticator.actorOf(await sign(es256, token))).actor;

/** Why a token does not count; nothing of the token is in the error, however it is printed. */
async function reasonFor(token: string): Promise<string> {
  const error: unknown = await authenticator.actorOf(token).then(
    () => 'it counted',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NotSignedIn);
  const { message, cause } = error as NotSignedIn;
  expect(cause).toBeUndefined();
  for (const part of token.split('.').filter((piece) => piece.length > 8)) expect(inspect(error)).not.toContain(part);
  expect(message).not.toMatch(/acme|ada@/);
  return message;
}
const refused = async (token: JWTPayload, key: SigningKey = es256) => reasonFor(await sign(key, token));

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const good = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'ada',
  exp: inSeconds(3600),
  account: 'acme',
  roles: ['ADMINISTRATOR'],
};

test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('a token signed with %s is an actor, until it expires', async (alg) => {
  const key = await signingKey(alg, `one-${alg}`);
  const own = await identityProvider(key);
  try {
    const keys = remoteKeys(own.jwksUrl);
    const exp = inSeconds(60);
    const taken = jwtAuthenticator({ issuer: ISSUER, audience: AUDIENCE, keys, claims }).actorOf(
      await sign(key, { exp }),
    );
    await expect(taken).resolves.toEqual({
      actor: { id: 'ada@acme.example', kind: 'user', account: 'acme', roles: ['ADMINISTRATOR'] },
      expiresAt: new Date((exp + 5) * 1000), // with the tolerance for clocks
    });
  } finally {
    await own.close();
  }
});

describe('a forger', () => {
  test('signs with nothing (alg none)', async () => {
    const reason = 'ERR_JOSE_ALG_NOT_ALLOWED';
    expect(await reasonFor(`${base64url({ alg: 'none' })}.${base64url(good)}.`)).toBe(reason);
    expect(await reasonFor(`${base64url({ alg: 'None', kid: 'rsa' })}.${base64url(good)}.`)).toBe(reason);
  });

  test.each(['HS256', 'HS384', 'HS512'])('signs with %s, the public key as secret', async (alg) => {
    const publicKey = (await importJWK(rs256.publicJwk, 'RS256', { extractable: true })) as CryptoKey;
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(rs256.publicJwk), '']) {
      const signed = `${base64url({ alg, kid: 'rsa' })}.${base64url(good)}`;
      const signature = createHmac(`sha${alg.slice(2)}`, secret)
        .update(signed)
        .digest('base64url');
      expect(await reasonFor(`${signed}.${signature}`)).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
    }
  });

  test('signs with a key of their own under a published name', async () => {
    expect(await refused({}, await signingKey('ES256', 'ec'))).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
  });

  test('brings the key along in the header', async () => {
    const own = await signingKey('ES256', 'forged');
    const token = await sign(own, {});
    const [, payload, signature] = token.split('.');
    const header = base64url({ alg: 'ES256', jwk: own.publicJwk, jku: provider.jwksUrl, kid: 'forged' });
    expect(await reasonFor(`${header}.${payload}.${signature}`)).toBe('ERR_JWKS_NO_MATCHING_KEY');
  });

  test('changes a claim', async () => {
    const [header, , signature] = (await sign(es256)).split('.');
    expect(await reasonFor(`${header}.${base64url(good)}.${signature}`)).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
  });
});

test.each<[string, JWTPayload, string]>([
  ['expired', { exp: inSeconds(-60) }, 'ERR_JWT_EXPIRED exp check_failed'],
  ['not yet valid', { nbf: inSeconds(3600) }, 'ERR_JWT_CLAIM_VALIDATION_FAILED nbf check_failed'],
  ['of another issuer', { iss: 'https://login.evil.example' }, 'ERR_JWT_CLAIM_VALIDATION_FAILED iss check_failed'],
  ['of no issuer', { iss: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED iss missing'],
  ['for another audience', { aud: ['billing'] }, 'ERR_JWT_CLAIM_VALIDATION_FAILED aud check_failed'],
  ['for no audience', { aud: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED aud missing'],
  ['without expiry', { exp: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED exp missing'],
  ['without subject', { sub: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED sub missing'],
  ['with an empty subject', { sub: '' }, 'the subject is empty or longer than 200'],
  ['with a long subject', { sub: 'a'.repeat(201) }, 'the subject is empty or longer than 200'],
  ['with a control character in the subject', { sub: 'ada\u0000' }, 'the subject has a control character'],
  ['with half a surrogate pair', { sub: 'ada\ud83d' }, 'the subject has a control character or a lone surrogate'],
  ['without account', { account: undefined }, 'the account is missing or is not text'],
  ['with a number as account', { account: 7 }, 'the account is missing or is not text'],
  ['with a long account', { account: 'a'.repeat(101) }, 'the account is empty or longer than 100'],
  ['with a line feed in the account', { account: 'a\nb' }, 'the account has a control character'],
  ['with roles that are no list', { roles: { administrator: true } }, 'the roles are neither an array nor text'],
  ['of the system', { kind: 'system' }, 'the kind is neither user nor service'],
  ['of an unknown kind', { kind: 1 }, 'the kind is neither user nor service'],
])('a token %s does not count', async (_, token, reason) => expect(await refused(token)).toContain(reason));

test('clocks may differ a little', async () => {
  jest.useFakeTimers({ doNotFake: allButDate }); // time stands still, however long it takes
  try {
    await expect(actorOf({ nbf: inSeconds(2) })).resolves.toMatchObject({ id: 'ada@acme.example' });
    await expect(actorOf({ exp: inSeconds(-2) })).resolves.toMatchObject({ id: 'ada@acme.example' });
  } finally {
    jest.useRealTimers();
  }
});
const allButDate = [
  ...(['nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const),
  ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
];

test('the longest subject and account count, in characters as a person counts them', async () => {
  const [id, account] = ['🗝'.repeat(200), 'é'.repeat(100)];
  await expect(actorOf({ sub: id, account })).resolves.toMatchObject({ id, account });
});

test('an expiry beyond all dates is the last of them', async () => {
  const { expiresAt } = await authenticator.actorOf(await sign(es256, { exp: 1e300 }));
  expect(expiresAt.getTime()).toBe(8.64e15);
});

test.each<[unknown, string[]]>([
  [
    ['AUDITOR', 'reviewer', 'Developer'],
    ['AUDITOR', 'REVIEWER', 'DEVELOPER'],
  ],
  ['openid auditor authorization-server', ['AUDITOR', 'AUTHORIZATION_SERVER']],
  [['auditor', 'AUDITOR'], ['AUDITOR']],
  [['root', 7, null, ['AUDITOR']], []],
  [['adm\u0131nistrator', 'rev\u0131ewer', 'auditor ', ''], []],
  [[], []],
  [undefined, []],
  [null, []],
])('roles %j are %j', async (roles, expected) => expect((await actorOf({ roles })).roles).toEqual(expected));

test.each(['authorization_server', 'reviewer', 'auditor'])(
  '%s alone is bound to no account, unless its token names one',
  async (role) => {
    const roles = [role];
    await expect(actorOf({ roles, account: 'acme' })).resolves.toMatchObject({ account: 'acme' });
    await expect(actorOf({ roles, account: undefined })).resolves.toMatchObject({ account: null });
    await expect(actorOf({ roles: [...roles, 'developer'] })).resolves.toMatchObject({ account: 'acme' });
    expect(await refused({ roles: [...roles, 'developer'], account: undefined })).toContain('the account is missing');
  },
);

test.each(['administrator', 'developer', 'root'])('%s is bound to an account', async (role) => {
  expect(await refused({ roles: [role], account: undefined })).toContain('the account is missing');
});

test('a service says so', async () => {
  await expect(actorOf({ kind: 'Service' })).resolves.toMatchObject({ kind: 'service' });
});

test('claims lie where the configuration says: along a path, or under a name with dots', async () => {
  const names = { account: 'https://acme.example/account', roles: 'realm_access.roles', kind: '__proto__.constructor' };
  const keys = remoteKeys(provider.jwksUrl);
  const elsewhere = jwtAuthenticator({ issuer: ISSUER, audience: AUDIENCE, keys, claims: names });
  const token = {
    account: 'other',
    [names.account]: 'acme',
    realm_access: { roles: ['auditor'] },
    roles: ['reviewer'],
  };
  const { actor } = await elsewhere.actorOf(await sign(es256, token));
  expect(actor).toEqual({ id: 'ada@acme.example', kind: 'user', account: 'acme', roles: ['AUDITOR'] });
});

test('nothing but a token counts, and nothing breaks', async () => {
  const header = fc.oneof(
    fc.constantFrom('ES256', 'RS256', 'EdDSA', 'none').map((alg) => ({ alg, kid: 'ec' })),
    fc.record(
      { alg: fc.jsonValue(), kid: fc.jsonValue(), crit: fc.jsonValue(), b64: fc.boolean() },
      { requiredKeys: [] },
    ),
  );
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.jsonValue().map((value) => base64url([value])),
  );
  const token = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.')),
    fc.tuple(header.map(base64url), part, part).map((parts) => parts.join('.')),
    fc.constant('a'.repeat(20_000)),
  );
  const refuses = (text: string) => expect(authenticator.actorOf(text)).rejects.toThrow(NotSignedIn);
  await fc.assert(fc.asyncProperty(token, refuses), { numRuns: 500 });
});

test('a token with control characters in it does not count, nor one with anything around it', async () => {
  const token = await sign(es256);
  await expect(authenticator.actorOf(token)).resolves.toBeDefined();
  for (const variant of [`${token}\u0000`, `\n${token}`, ` ${token}`, token.replace('.', '.\u0007'), `${token}.`])
    await expect(authenticator.actorOf(variant)).rejects.toThrow(NotSignedIn);
});

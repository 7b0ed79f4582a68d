import { createSecretKey, randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { exportJWK, importJWK, SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { developmentKey } from '../../../src/adapters/auth/development-key.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const REALM = 'Bearer realm="keyledger"';
const claims = { account: 'acme', roles: ['ADMINISTRATOR'], kind: 'user' };
const now = () => Math.floor(Date.now() / 1000);

interface Forged {
  audience?: string;
  issuer?: string;
  expires?: number;
  subject?: string | null;
}
let signed: (forged?: Forged) => Promise<string>;

const build = ({ audience = 'keyledger', issuer = 'keyledger-development', expires = 60, subject = 'ada' }: Forged) => {
  const jwt = new SignJWT(claims)
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(now() + expires);
  return subject === null ? jwt : jwt.setSubject(subject);
};

beforeAll(async () => {
  const key = await importJWK(await developmentKey(server.dataDirectory), 'ES256');
  signed = (forged = {}) => build(forged).setProtectedHeader({ alg: 'ES256' }).sign(key);
});

test('the control: a token signed so by this test counts', async () => {
  expect((await server.ask('{ viewer { id account roles kind } }', {}, await signed())).data).toEqual({
    viewer: { id: 'ada', account: 'acme', roles: ['ADMINISTRATOR'], kind: 'USER' },
  });
});

const publicKeyAsSecret = async () => {
  const { d: _, ...jwk } = await developmentKey(server.dataDirectory);
  return createSecretKey(Buffer.from(JSON.stringify(jwk)));
};

const forgeries: Record<string, () => Promise<string> | string> = {
  'no token': () => '',
  garbage: () => 'garbage',
  'garbage in three parts': () => 'a.b.c',
  expired: () => signed({ expires: -60 }),
  'of another audience': () => signed({ audience: 'other' }),
  'of another issuer': () => signed({ issuer: 'other' }),
  'without a subject': () => signed({ subject: null }),
  'alg none': () =>
    new UnsecuredJWT(claims)
      .setSubject('ada')
      .setIssuer('keyledger-development')
      .setAudience('keyledger')
      .setExpirationTime('1h')
      .encode(),
  'HS256 under the public key': async () =>
    build({})
      .setProtectedHeader({ alg: 'HS256' })
      .sign(await publicKeyAsSecret()),
  'of a key of their own': async () =>
    build({})
      .setProtectedHeader({ alg: 'ES256' })
      .sign((await generateKeyPair('ES256')).privateKey),
  'that brings its key along': async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    return build({})
      .setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey) })
      .sign(privateKey);
  },
  'changed after signing': async () => {
    const [header, , signature] = (await signed()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'eve', account: 'globex' })).toString('base64url');
    return [header, payload, signature].join('.');
  },
  'of 20,000 characters': () => randomBytes(10_000).toString('hex'),
};

test.each(Object.keys(forgeries))('a token that is %s: 401, and not a word of it back', async (name) => {
  const token = (await forgeries[name]?.()) ?? '';
  const answer = await server.ask('{ viewer { id } integratorKeys { totalCount } }', {}, token);
  if (token.length > 16_384) return expect(answer.status).toBe(431);
  expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  expect(answer.headers.get('www-authenticate')).toBe(token === '' ? REALM : `${REALM}, error="invalid_token"`);
  expect(new Set(answer.errors.map(({ message }) => message)).size).toBe(1);
  if (token.length > 0) expect(answer.text).not.toContain(token.slice(0, 20));
});

test.each(['Basic YTpi', 'Bearer', 'Bearer  ', 'Token x', 'Bearer a b'])(
  '"%s" is no bearer token, and only a bad token is called one (RFC 6750 3.1)',
  async (authorization) => {
    const { status, headers } = await server.post({ query: '{ viewer { id } }' }, { authorization });
    const challenge = authorization === 'Bearer a b' ? `${REALM}, error="invalid_token"` : REALM;
    expect([status, headers.get('www-authenticate')]).toEqual([401, challenge]);
  },
);

test('without a header the challenge has no error', async () => {
  const { status, headers } = await server.post({ query: '{ viewer { id } }' });
  expect([status, headers.get('www-authenticate')]).toEqual([401, REALM]);
});

test('`bearer` in small letters is as good (RFC 7235 2.1)', async () => {
  const { status } = await server.post({ query: '{ viewer { id } }' }, { authorization: `bearer ${await signed()}` });
  expect(status).toBe(200);
});

test('a mutation without a token does nothing', async () => {
  const query = 'mutation { createIntegratorKey(input: { name: "A" }) { userErrors { code } } }';
  expect(await server.ask(query, {}, '')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  expect((await server.ask('{ integratorKeys { totalCount } }')).data).toEqual({ integratorKeys: { totalCount: 0 } });
});

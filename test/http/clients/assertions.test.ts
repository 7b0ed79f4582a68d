import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ed25519, eddsa, es256, jws, p256, ps256, rs256, rsa, spkiPem } from '../../kit/assertions/signing.js';
import { aServer } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';

const server = aServer();
const { post, postForm } = asAuthorizationServer(server);
const audience = 'https://login.example';
const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const signings = { RS256: [rsa, rs256], PS256: [rsa, ps256], ES256: [p256, es256], EdDSA: [ed25519, eddsa] } as const;
type Algorithm = keyof typeof signings;

async function aClient(alg: Algorithm = 'ES256') {
  const id = await server.newKey();
  const upload = { integratorKeyId: id, publicKey: spkiPem(signings[alg][0].publicKey) };
  const { keypair } = await server.mutate('uploadPublicKey', upload, 'keypair { id kid }');
  const kid = String(keypair?.['kid']);
  const keypairId = String(keypair?.['id']);
  const now = Math.floor(Date.now() / 1000);
  const sign = (more: object = {}) =>
    jws(
      { alg, kid },
      { iss: id, sub: id, aud: audience, exp: now + 60, iat: now, jti: randomUUID(), ...more },
      signings[alg][1],
    );
  return { id, kid, keypairId, sign, proved: { client_id: id, credential_id: keypairId, kid } };
}
const presented = (client_assertion: string) => ({ client_assertion_type: BEARER, client_assertion, audience });
const authenticate = async (parameters: object, environment = 'demo') =>
  (await post(`/${environment}/authenticate-client`, parameters)).body;
const grant = async (assertion: string, more: object = {}) =>
  (await post('/demo/verify-grant', { assertion, audience, ...more })).body;
const method = 'private_key_jwt';
const nobody = { active: false, client_id: null, credential_id: null, kid: null };

describe('authenticate-client with an assertion', () => {
  test.each(Object.keys(signings) as Algorithm[])('is active for one signed with %s, once', async (alg) => {
    const { id, sign, proved } = await aClient(alg);
    const assertion = presented(sign());
    expect(await authenticate({ client_id: id, ...assertion })).toEqual({
      active: true,
      method,
      ...proved,
      reason: null,
    });
    expect(await authenticate({ client_id: id, ...assertion })).toEqual({
      ...{ active: false, method, ...proved, reason: 'replayed' },
    });
  });

  test('needs no client_id, and takes no other', async () => {
    const [one, other] = [await aClient(), await aClient('EdDSA')];
    const form = await postForm('/demo/authenticate-client', presented(one.sign()));
    expect(form.body).toEqual({ active: true, method, ...one.proved, reason: null });
    expect(await authenticate({ client_id: other.id, ...presented(one.sign()) })).toEqual({
      ...{ ...nobody, method, reason: 'unknown' },
    });
  });

  test('counts one jti for each client', async () => {
    const [one, other] = [await aClient(), await aClient()];
    const jti = randomUUID();
    for (const { sign } of [one, other])
      expect(await authenticate(presented(sign({ jti })))).toMatchObject({ active: true });
    expect(await authenticate(presented(one.sign({ jti })))).toMatchObject({ reason: 'replayed' });
  });

  test('of 32 replays at once one is taken', async () => {
    const assertion = presented((await aClient()).sign());
    const answers = await Promise.all(Array.from({ length: 32 }, () => authenticate(assertion)));
    const reasons = answers.map(({ active, reason }) => (active === true ? 'active' : reason));
    expect(reasons.sort()).toEqual(['active', ...Array<string>(31).fill('replayed')]);
  });

  test('tells why to who has signed', async () => {
    const { id, sign, proved, keypairId } = await aClient();
    const now = Math.floor(Date.now() / 1000);
    const why = async (claims: object, environment = 'demo') => {
      const { reason, ...rest } = await authenticate(presented(sign(claims)), environment);
      expect(rest).toEqual({ active: false, method, ...proved });
      return reason;
    };
    expect(await why({ exp: now - 60 })).toBe('expired_assertion');
    expect(await why({ aud: 'https://elsewhere.example' })).toBe('wrong_audience');
    expect(await why({ jti: undefined })).toBe('claims');
    expect(await why({}, 'production')).toBe('wrong_environment');
    const ids = { integratorKeyId: id, keypairId };
    await server.mutate('disableKeypair', { ...ids, allowLastUsable: true });
    expect(await why({})).toBe('disabled');
    await server.mutate('enableKeypair', ids);
    await server.mutate('revokeKeypair', { ...ids, allowLastUsable: true });
    expect(await why({})).toBe('revoked');
  });

  test('a refused assertion uses up no jti', async () => {
    const { sign, id, keypairId } = await aClient();
    const assertion = presented(sign());
    const ids = { integratorKeyId: id, keypairId };
    await server.mutate('disableKeypair', { ...ids, allowLastUsable: true });
    expect(await authenticate(assertion)).toMatchObject({ reason: 'disabled' });
    await server.mutate('enableKeypair', ids);
    expect(await authenticate(assertion)).toMatchObject({ active: true });
  });

  test.each<[string, (assertion: string) => object]>([
    ['a secret beside it', (one) => ({ ...presented(one), client_id: randomUUID(), client_secret: 'x' })],
    ['no audience', (one) => ({ ...presented(one), audience: '' })],
    ['no type', (one) => ({ ...presented(one), client_assertion_type: '' })],
    [
      'another type',
      (one) => ({
        ...presented(one),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
      }),
    ],
    ['a type alone', () => ({ client_id: randomUUID(), client_assertion_type: BEARER })],
    ['nobody', () => ({})],
  ])('%s is no request', async (_, parameters) => {
    const { sign } = await aClient();
    const { status, body, text } = await post('/demo/authenticate-client', parameters(sign()));
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'invalid_request' });
    expect(text).not.toContain('eyJ');
  });

  test.each(['', 'x', 'a.b.c', `${'x'.repeat(9000)}.b.c`])(
    'what is no assertion is of nobody (%#)',
    async (assertion) => {
      const { id } = await aClient();
      const answer = await post('/demo/authenticate-client', { client_id: id, ...presented(assertion) });
      if (assertion === '') expect(answer.status).toBe(400);
      else expect(answer.body).toEqual({ ...nobody, method, reason: 'unknown' });
    },
  );
});

describe('verify-grant', () => {
  test('tells for whom the client may have a token, once', async () => {
    const { sign, proved } = await aClient('RS256');
    const assertion = sign({ sub: 'ann@customer.example', scope: 'invoices' });
    const right = { active: true, ...proved, sub: 'ann@customer.example', scope: 'invoices', reason: null };
    expect(await grant(assertion)).toEqual(right);
    expect(await grant(assertion)).toEqual({ active: false, ...proved, sub: null, scope: null, reason: 'replayed' });
  });

  test('takes a grant without jti as often as it comes, until it expires (RFC 7523 3)', async () => {
    const { sign } = await aClient();
    const assertion = sign({ sub: 'ann', jti: undefined });
    for (const _ of [1, 2]) expect(await grant(assertion)).toMatchObject({ active: true, sub: 'ann', scope: null });
  });

  test('an assertion for client authentication is no grant, and a grant authenticates nobody', async () => {
    const { id, sign, proved } = await aClient();
    expect(await grant(sign())).toEqual({ active: false, ...proved, sub: null, scope: null, reason: 'claims' });
    expect(await authenticate({ client_id: id, ...presented(sign({ sub: 'ann' })) })).toMatchObject({
      reason: 'claims',
    });
  });

  test('knows nothing of a client that there is not, and needs both parameters', async () => {
    const { sign } = await aClient();
    const stranger = randomUUID();
    expect(await grant(sign({ iss: stranger, sub: 'ann' }))).toEqual({
      ...{ ...nobody, sub: null, scope: null, reason: 'unknown' },
    });
    for (const more of [{ assertion: '' }, { audience: '' }])
      expect(await post('/demo/verify-grant', { assertion: sign(), audience, ...more })).toMatchObject({ status: 400 });
  });
});

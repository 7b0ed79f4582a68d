import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { expect, test } from '@jest/globals';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import { aServer } from '../../kit/server/server.js';
import { v1Asker } from '../../kit/server/v1.js';

const server = aServer();
const { send } = v1Asker(server, () => Promise.resolve(null));
const path = (id: string, environment = 'demo') => `/${environment}/clients/${id}/jwks.json`;

async function aClientWithKey(more: object = {}) {
  const id = await server.newKey();
  const pair = newKeyPair('rsa', { modulusLength: 2048 });
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' });
  const { keypair } = await server.mutate(
    'uploadPublicKey',
    { integratorKeyId: id, publicKey, ...more },
    'keypair { id kid }',
  );
  return { id, kid: String(keypair?.['kid']), keypairId: keypair?.['id'], privateKey: pair.privateKey };
}

test('anybody reads the public keys of a client, and verifies with them what it has signed', async () => {
  const { id, kid, privateKey } = await aClientWithKey();
  const { status, headers, body } = await send(path(id));
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/jwk-set+json');
  expect(headers.get('cache-control')).toBe('public, max-age=60');
  expect(headers.has('keyledger-position')).toBe(true);
  expect(body).toEqual({ keys: [{ kty: 'RSA', n: expect.any(String), e: 'AQAB', kid, use: 'sig', alg: 'RS256' }] });
  const signed = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  await jwtVerify(signed, createLocalJWKSet(body as unknown as JSONWebKeySet));
});

test('only keys that count now are there: not a disabled one, nor one of a disabled key', async () => {
  const { id, keypairId } = await aClientWithKey();
  const keys = async () => ((await send(path(id))).body['keys'] as object[]).length;
  await server.mutate('disableKeypair', { integratorKeyId: id, keypairId, allowLastUsable: true });
  expect(await keys()).toBe(0);
  await server.mutate('enableKeypair', { integratorKeyId: id, keypairId });
  expect(await keys()).toBe(1);
  await server.mutate('disableIntegratorKey', { integratorKeyId: id });
  expect(await keys()).toBe(0);
  await server.mutate('enableIntegratorKey', { integratorKeyId: id });
  await server.mutate('revokeKeypair', { integratorKeyId: id, keypairId, allowLastUsable: true });
  expect(await keys()).toBe(0);
});

test('an unknown client has an empty set, and so has a client in an environment where it is not', async () => {
  const { id } = await aClientWithKey();
  for (const one of [path(randomUUID()), path('nobody'), path(id, 'production')])
    expect(await send(one)).toMatchObject({ status: 200, text: '{"keys":[]}' });
  expect(await send(path(id, 'staging'))).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('nobody is told to keep a key for longer than it counts', async () => {
  const { id } = await aClientWithKey({ expiresAt: new Date(Date.now() + 30_000).toISOString() });
  const [, age] = /max-age=(\d+)$/.exec((await send(path(id))).headers.get('cache-control') ?? '') ?? [];
  expect(Number(age)).toBeLessThanOrEqual(30);
});

test('whoever has this version is answered 304, with the same caching', async () => {
  const { id } = await aClientWithKey();
  const etag = (await send(path(id))).headers.get('etag')!;
  const { status, text, headers } = await send(path(id), { headers: { 'if-none-match': etag } });
  expect({ status, text, cache: headers.get('cache-control') }).toEqual({
    status: 304,
    text: '',
    cache: 'public, max-age=60',
  });
});

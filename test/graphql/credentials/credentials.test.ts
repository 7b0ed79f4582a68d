import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import type { Fields } from '../../kit/server/ask.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import { opensslKeys } from '../../crypto/openssl-keys.js';

const server = aServer();
let integratorKeyId: string;
beforeAll(async () => void (integratorKeyId = await server.newKey()));

/** Runs a mutation on the key that happens, and is seen by the next query. */
async function change(verb: string, input: object, selection = '') {
  const payload = await server.mutate(verb, { integratorKeyId, ...input }, selection);
  expect(payload['userErrors']).toEqual([]);
  expect(typeof payload['position']).toBe('string');
  expect(await server.find(integratorKeyId)).toEqual(payload['integratorKey']);
  return payload as Fields & { integratorKey: { [list: string]: Fields[] } };
}

const check = async (redirectUri: string, environment = 'DEMO') =>
  (
    await server.ask(
      `query ($id: ID!, $in: Environment!, $uri: String!) {
        checkRedirectUri(clientId: $id, environment: $in, redirectUri: $uri) { match nearest { uri firstDifferenceAt } } }`,
      { id: integratorKeyId, in: environment, uri: redirectUri },
    )
  ).data['checkRedirectUri'];

const verifySecret = async (secret: unknown, environment = 'DEMO') =>
  (
    await server.ask(
      `query ($id: ID!, $in: Environment!, $secret: String!) {
        verifyClientSecret(clientId: $id, environment: $in, secret: $secret) { active reason secretId } }`,
      { id: integratorKeyId, in: environment, secret },
    )
  ).data['verifyClientSecret'];

test('a redirect URI is registered in demo, matches character for character, and is removed', async () => {
  const uri = 'https://app.example.com/callback';
  const added = await change('addRedirectUri', { redirectUri: uri }, 'redirectUri { id uri environment }');
  expect(added['redirectUri']).toMatchObject({ uri, environment: 'DEMO' });
  expect(await check(uri)).toEqual({ match: 'EXACT', nearest: null });
  expect(await check(`${uri}/`)).toEqual({ match: 'NONE', nearest: { uri, firstDifferenceAt: uri.length } });
  expect(await check(uri, 'PRODUCTION')).toEqual({ match: 'NONE', nearest: null });
  const removed = await change('removeRedirectUri', { redirectUriId: added['redirectUri']?.['id'] });
  expect(removed.integratorKey['redirectUris']).toEqual([]);
  expect(await check(uri)).toEqual({ match: 'NONE', nearest: null });
});

test('any port matches on a loopback literal', async () => {
  await change('addRedirectUri', { redirectUri: 'http://127.0.0.1/cb', environment: 'DEMO' });
  expect(await check('http://127.0.0.1:5123/cb')).toEqual({ match: 'LOOPBACK_PORT', nearest: null });
});

test('a secret is shown once, and then counts, is disabled, enabled and revoked', async () => {
  const added = await change(
    'addSecret',
    { label: 'web' },
    'secret { id lastFour label environment status } plainText',
  );
  const secretId = String(added['secret']?.['id']);
  const plainText = String(added['plainText']);
  expect(added['secret']).toMatchObject({ label: 'web', environment: 'DEMO', status: 'ACTIVE' });
  expect(await verifySecret(plainText)).toEqual({ active: true, reason: null, secretId });
  expect(await verifySecret(plainText, 'PRODUCTION')).toMatchObject({ active: false, reason: 'WRONG_ENVIRONMENT' });
  expect(await verifySecret(`${plainText}x`)).toEqual({ active: false, reason: 'UNKNOWN', secretId: null });

  await change('disableSecret', { secretId, allowLastUsable: true });
  expect(await verifySecret(plainText)).toEqual({ active: false, reason: 'DISABLED', secretId });
  await change('enableSecret', { secretId });
  expect(await verifySecret(plainText)).toMatchObject({ active: true });
  const last = await server.mutate('revokeSecret', { integratorKeyId, secretId });
  expect(last).toMatchObject({ userErrors: [{ code: 'LAST_USABLE_CREDENTIAL', field: ['allowLastUsable'] }] });
  await change('revokeSecret', { secretId, allowLastUsable: true });
  expect(await verifySecret(plainText)).toEqual({ active: false, reason: 'REVOKED', secretId });

  const { text } = await server.ask(
    `query ($id: ID!) { integratorKey(id: $id) { secrets { id } history { nodes { details { name value } } } } }`,
    { id: integratorKeyId },
  );
  expect(text).toContain('"secrets":[]'); // the revoked are left out unless asked for
  expect(text).not.toContain(plainText);
  expect(text).not.toMatch(/digest/i);
});

test('dates of a secret come back as they were given', async () => {
  const dates = { notBefore: '2031-01-01T00:00:00.000Z', expiresAt: '2032-01-01T00:00:00.000Z' };
  const added = await change('addSecret', dates, 'secret { notBefore expiresAt } plainText');
  expect(added['secret']).toEqual(dates);
  expect(await verifySecret(added['plainText'])).toMatchObject({ active: false, reason: 'NOT_YET_VALID' });
});

const pair = 'keypair { id kid status source modulusLength publicKeyPem } privateKeyPem publicKeyPem';

describe.each([
  ['PKCS8', 'PRIVATE KEY', 'PUBLIC KEY'],
  ['PKCS1', 'RSA PRIVATE KEY', 'RSA PUBLIC KEY'],
])('a keypair in %s', (format, privateTitle, publicTitle) => {
  test('is shown once; what the private key signs the public one verifies', async () => {
    const added = await change('addKeypair', { format }, pair);
    const [privatePem, publicPem] = [String(added['privateKeyPem']), String(added['publicKeyPem'])];
    expect(privatePem).toMatch(new RegExp(`^-----BEGIN ${privateTitle}-----\n`));
    expect(publicPem).toMatch(new RegExp(`^-----BEGIN ${publicTitle}-----\n`));
    expect(added['keypair']).toMatchObject({ source: 'GENERATED', modulusLength: 2048, status: 'ACTIVE' });
    const signature = sign('sha256', Buffer.from('a JWT'), createPrivateKey(privatePem));
    for (const shown of [publicPem, String(added['keypair']?.['publicKeyPem'])])
      expect(verify('sha256', Buffer.from('a JWT'), createPublicKey(shown), signature)).toBe(true);
    const { text } = await server.ask(
      `{ integratorKeys { nodes { keypairs { publicKeyPem } history { nodes { details { value } } } } } }`,
    );
    expect(text).toContain('BEGIN PUBLIC KEY');
    expect(text).not.toMatch(/PRIVATE KEY/);
  });
});

test('a keypair is disabled, enabled and revoked', async () => {
  const keypairId = String((await change('addKeypair', { label: 'jwt' }, pair))['keypair']?.['id']);
  const statusAfter = async (verb: string) => {
    const { integratorKey } = await change(verb, {
      keypairId,
      allowLastUsable: verb === 'enableKeypair' ? undefined : true,
    });
    return integratorKey['keypairs']?.find(({ id }) => String(id) === keypairId)?.['status'];
  };
  expect(await statusAfter('disableKeypair')).toBe('DISABLED');
  expect(await statusAfter('enableKeypair')).toBe('ACTIVE');
  expect(await statusAfter('revokeKeypair')).toBe('REVOKED');
});

describe('uploadPublicKey', () => {
  const { publicKey, privateKey } = newKeyPair('rsa', { modulusLength: 2048 });
  const upload = (text: string) =>
    server.mutate('uploadPublicKey', { integratorKeyId, publicKey: text }, 'keypair { id source publicKeyPem }');

  test('takes SPKI, and knows the same key again as a JWK', async () => {
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    const added = await change('uploadPublicKey', { publicKey: String(pem) }, 'keypair { source publicKeyPem }');
    expect(added['keypair']).toMatchObject({ source: 'UPLOADED', publicKeyPem: pem });
    const again = await upload(JSON.stringify(publicKey.export({ format: 'jwk' })));
    expect(again['userErrors']).toMatchObject([{ code: 'KEYPAIR_EXISTS', field: ['publicKey'] }]);
  });

  test('takes a JWK', async () => {
    integratorKeyId = await server.newKey('fresh');
    const jwk = newKeyPair('rsa', { modulusLength: 3072 }).publicKey.export({ format: 'jwk' });
    const added = await change('uploadPublicKey', { publicKey: JSON.stringify(jwk) }, 'keypair { modulusLength }');
    expect(added['keypair']).toEqual({ modulusLength: 3072 });
  });

  test.each([
    [
      'a JWK for PS256',
      publicKey,
      { alg: 'PS256', kid: 'ps' },
      { algorithm: 'PS256', modulusLength: 2048, curve: null },
    ],
    [
      'EC P-256',
      newKeyPair('ec', { namedCurve: 'P-256' }).publicKey,
      { kid: 'ec' },
      { algorithm: 'ES256', modulusLength: null, curve: 'P-256' },
    ],
    [
      'Ed25519',
      newKeyPair('ed25519').publicKey,
      { alg: 'Ed25519', kid: 'ed' },
      { algorithm: 'EdDSA', modulusLength: null, curve: 'Ed25519' },
    ],
  ])('takes %s with its own kid, and knows it again as SPKI', async (_, other, members, expected) => {
    integratorKeyId = await server.newKey('fresh');
    const text = JSON.stringify({ keys: [{ ...other.export({ format: 'jwk' }), ...members }] });
    const added = await change('uploadPublicKey', { publicKey: text }, 'keypair { kid algorithm modulusLength curve }');
    expect(added['keypair']).toEqual({ kid: members.kid, ...expected });
    const again = await upload(String(other.export({ type: 'spki', format: 'pem' })));
    expect(again['userErrors']).toMatchObject([{ code: 'KEYPAIR_EXISTS', field: ['publicKey'] }]);
  });

  test('expires with its certificate, and an expired one is refused as such', async () => {
    integratorKeyId = await server.newKey('fresh');
    const expired = await upload(opensslKeys['p256.expired'] ?? '');
    expect(expired['userErrors']).toMatchObject([{ code: 'EXPIRY_IN_THE_PAST', field: ['publicKey'] }]);
    const text = opensslKeys['p256.certificate'];
    const added = await change('uploadPublicKey', { publicKey: text }, 'keypair { expiresAt }');
    expect(added['keypair']).toEqual({ expiresAt: '2126-11-03T11:51:34.000Z' });
  });

  test.each([
    ['PKCS#8', () => String(privateKey.export({ type: 'pkcs8', format: 'pem' }))],
    ['PKCS#1', () => String(privateKey.export({ type: 'pkcs1', format: 'pem' }))],
    ['a JWK', () => JSON.stringify(privateKey.export({ format: 'jwk' }))],
  ])('refuses a private key in %s and does not repeat a part of it', async (_, text) => {
    const before = await server.find(integratorKeyId);
    const refused = await upload(text());
    expect(refused['userErrors']).toMatchObject([{ code: 'PRIVATE_KEY_MATERIAL', field: ['publicKey'] }]);
    const shown = JSON.stringify(refused);
    const d = String(privateKey.export({ format: 'jwk' }).d);
    for (const piece of [d.slice(0, 40), text().slice(60, 100)]) expect(shown).not.toContain(piece);
    expect(await server.find(integratorKeyId)).toEqual(before);
  });

  test('refuses nonsense', async () => {
    expect((await upload('nonsense'))['userErrors']).toMatchObject([
      { code: 'PUBLIC_KEY_INVALID', field: ['publicKey'] },
    ]);
  });
});

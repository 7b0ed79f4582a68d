import { createPrivateKey, createPublicKey } from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const made = `secrets { secret { id label lastFour environment } plainText }
  keypairs { keypair { id label fingerprint } privateKeyPem publicKeyPem }`;
const save = (input: object) => server.mutate('saveIntegratorKey', { integratorKeyId, ...input }, made);
const codes = (payload: Fields) =>
  (payload['userErrors'] as unknown as { code: string; field: string[] }[]).map(({ code, field }) => [
    code,
    field.join('.'),
  ]);

let integratorKeyId: string;
let registered: string;
beforeEach(async () => {
  integratorKeyId = await server.newKey();
  const input = { integratorKeyId, redirectUri: 'https://old.example/' };
  registered = String((await server.mutate('addRedirectUri', input, 'redirectUri { id }'))['redirectUri']?.['id']);
});

test('does everything in one append, and shows every secret and private key once', async () => {
  const payload = await save({
    name: 'All at once',
    description: 'Said',
    privacyPolicyUrl: 'https://a.example/p',
    termsOfUseUrl: 'https://a.example/t',
    removeRedirectUriIds: [registered],
    addRedirectUris: [
      { redirectUri: 'https://new.example/' },
      { redirectUri: 'http://localhost/', environment: 'DEMO' },
    ],
    addSecrets: [{ label: 'one' }, { label: 'two' }],
    addKeypairs: [{ label: 'first' }, { label: 'second', format: 'PKCS1' }],
    expectedRevision: 1,
  });
  expect(payload['userErrors']).toEqual([]);
  const key = payload['integratorKey'] as Fields;
  expect(await server.find(integratorKeyId)).toEqual(key);
  expect(key).toMatchObject({
    name: 'All at once',
    description: 'Said',
    privacyPolicyUrl: 'https://a.example/p',
    redirectUris: [{ uri: 'https://new.example/' }, { uri: 'http://localhost/' }],
    revision: 1 + 3 + 1 + 2 + 2 + 2,
  });

  const secrets = payload['secrets'] as unknown as { secret: { label: string; lastFour: string }; plainText: string }[];
  expect(secrets.map(({ secret }) => secret.label)).toEqual(['one', 'two']);
  expect(new Set(secrets.map(({ plainText }) => plainText)).size).toBe(2);
  for (const { plainText } of secrets) {
    const query = `query ($id: ID!, $secret: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active } }`;
    const { data } = await server.ask(query, { id: integratorKeyId, secret: plainText });
    expect(data).toEqual({ verifyClientSecret: { active: true } });
  }

  const keypairs = payload['keypairs'] as unknown as {
    keypair: { label: string };
    privateKeyPem: string;
    publicKeyPem: string;
  }[];
  expect(keypairs.map(({ keypair }) => keypair.label)).toEqual(['first', 'second']);
  expect(keypairs.map(({ privateKeyPem }) => privateKeyPem.split('\n')[0])).toEqual([
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----',
  ]);
  const spki = { type: 'spki', format: 'pem' } as const;
  for (const { privateKeyPem, publicKeyPem } of keypairs)
    expect(createPublicKey(createPrivateKey(privateKeyPem)).export(spki)).toBe(
      createPublicKey(publicKeyPem).export(spki),
    );

  const { data } = await server.ask(
    'query ($id: ID!) { integratorKey(id: $id) { history { nodes { commandId revision } } } }',
    { id: integratorKeyId },
  );
  const { nodes } = data['integratorKey']?.['history'] as unknown as {
    nodes: { commandId: string; revision: number }[];
  };
  expect(new Set(nodes.filter(({ revision }) => revision > 1).map(({ commandId }) => commandId)).size).toBe(1);
});

test('replaces secrets and keypairs, shows the new ones before those that are added, and gives the old ones an end', async () => {
  const first = await save({ addSecrets: [{ label: 'old' }], addKeypairs: [{ label: 'old pair' }] });
  const [{ secret }] = first['secrets'] as unknown as [{ secret: { id: string } }];
  const [{ keypair }] = first['keypairs'] as unknown as [{ keypair: { id: string } }];
  const payload = await save({
    rotateSecrets: [{ secretId: secret.id, overlap: 'P2D' }],
    rotateKeypairs: [{ keypairId: keypair.id, label: 'new pair' }],
    addSecrets: [{ label: 'added' }],
    addKeypairs: [{ label: 'added pair' }],
  });
  expect(payload).toMatchObject({
    userErrors: [],
    secrets: [{ secret: { label: 'old' } }, { secret: { label: 'added' } }],
    keypairs: [{ keypair: { label: 'new pair' } }, { keypair: { label: 'added pair' } }],
  });
  const asked = `query ($id: ID!) { integratorKey(id: $id) { secrets { id status replacedBy } keypairs { id status replacedBy } } }`;
  const { data } = await server.ask(asked, { id: integratorKeyId });
  const [{ secret: newer }] = payload['secrets'] as unknown as [{ secret: { id: string } }];
  const [{ keypair: newPair }] = payload['keypairs'] as unknown as [{ keypair: { id: string } }];
  expect(data['integratorKey']?.['secrets']?.[0 as never]).toMatchObject({
    ...{ id: secret.id, status: 'RETIRING', replacedBy: newer.id },
  });
  expect(data['integratorKey']?.['keypairs']?.[0 as never]).toMatchObject({
    ...{ id: keypair.id, status: 'RETIRING', replacedBy: newPair.id },
  });
});

test('refuses rotations by their paths, and makes nothing', async () => {
  const refused = await save({
    rotateSecrets: [
      { secretId: randomUUID() },
      { secretId: randomUUID(), overlap: 'P1D', retiresAt: '2100-01-01T00:00:00.000Z' },
    ],
    rotateKeypairs: [{ keypairId: randomUUID() }],
  });
  expect(codes(refused)).toEqual([
    ['SECRET_NOT_FOUND', 'rotateSecrets.0.secretId'],
    ['SECRET_NOT_FOUND', 'rotateSecrets.1.secretId'],
    ['KEYPAIR_NOT_FOUND', 'rotateKeypairs.0.keypairId'],
  ]);
  const invalid = await save({
    rotateSecrets: [{ secretId: 'nonsense' }],
    rotateKeypairs: Array(6).fill({ keypairId: randomUUID(), modulusLength: 1024 }),
  });
  expect(codes(invalid)).toEqual(
    expect.arrayContaining([
      ['ID_INVALID', 'rotateSecrets.0.secretId'],
      ['LIST_TOO_LONG', 'rotateKeypairs'],
    ]),
  );
});

test('does nothing and shows nothing when a part is refused, and tells all that is wrong', async () => {
  const before = await server.find(integratorKeyId);
  const payload = await save({
    name: ' ',
    termsOfUseUrl: 'ftp://a.example',
    removeRedirectUriIds: [randomUUID()],
    addRedirectUris: [{ redirectUri: 'https://fine.example/' }, { redirectUri: 'https://*.example/' }],
    addSecrets: [{ label: 'fine' }, { environment: 'PRODUCTION' }],
    addKeypairs: [{ label: '' }],
  });
  expect(codes(payload)).toEqual([
    ['LINK_INVALID', 'termsOfUseUrl'],
    ['NAME_INVALID', 'name'],
    ['REDIRECT_URI_NOT_FOUND', 'removeRedirectUriIds.0'],
    ['REDIRECT_URI_WILDCARD', 'addRedirectUris.1.redirectUri'],
    ['KEY_NOT_LIVE', 'addSecrets.1.environment'],
    ['LABEL_INVALID', 'addKeypairs.0.label'],
  ]);
  expect(payload).toMatchObject({ integratorKey: null, secrets: null, keypairs: null, position: null });
  expect(JSON.stringify(payload)).not.toMatch(/PRIVATE KEY-/);
  expect(await server.find(integratorKeyId)).toEqual(before);
});

test('counts additions against the cap one by one', async () => {
  await save({ addSecrets: Array(9).fill({}) });
  expect(codes(await save({ addSecrets: [{}, {}] }))).toEqual([['SECRET_LIMIT_REACHED', 'addSecrets.1.environment']]);
  expect((await save({ addSecrets: [{}] }))['userErrors']).toEqual([]);
});

test('refuses lists that are too long, ids that are none and lengths that are not offered, each by its path', async () => {
  const payload = await save({
    integratorKeyId: 'nonsense',
    removeRedirectUriIds: [registered, 'nonsense'],
    addSecrets: Array(11).fill({}),
    addKeypairs: [{}, { modulusLength: 1024 }],
  });
  expect(codes(payload).sort()).toEqual([
    ['ID_INVALID', 'integratorKeyId'],
    ['ID_INVALID', 'removeRedirectUriIds'],
    ['LIST_TOO_LONG', 'addSecrets'],
    ['MODULUS_LENGTH_INVALID', 'addKeypairs.1.modulusLength'],
  ]);
  expect(codes(await save({ addRedirectUris: Array(51).fill({ redirectUri: 'https://a.example' }) }))).toEqual([
    ['LIST_TOO_LONG', 'addRedirectUris'],
  ]);
  expect(codes(await save({ addKeypairs: Array(6).fill({}) }))).toEqual([['LIST_TOO_LONG', 'addKeypairs']]);
});

test('leaves alone what is left out or null where null means nothing, and takes away what is null', async () => {
  await save({ name: 'Named', description: 'Said', privacyPolicyUrl: 'https://a.example/p', mobileApp: true });
  expect(await save({ name: null, mobileApp: null })).toMatchObject({
    position: null,
    integratorKey: { name: 'Named' },
  });
  expect((await save({ description: null, privacyPolicyUrl: null }))['integratorKey']).toMatchObject({
    name: 'Named',
    description: null,
    privacyPolicyUrl: null,
    mobileApp: true,
  });
});

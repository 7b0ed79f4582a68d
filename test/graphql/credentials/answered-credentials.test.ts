import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const inAYear = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString();

const statusOf = (payload: Fields) => (payload['secret'] as Fields | null)?.['status'];

test('a secret that has expired says so wherever it is shown, and is not counted', async () => {
  const integratorKeyId = await server.newKey();
  const expiresAt = new Date(Date.now() + 1500).toISOString();
  const added = await server.mutate('addSecret', { integratorKeyId, expiresAt }, 'secret { id status }');
  expect(statusOf(added)).toBe('ACTIVE');
  const later = await server.mutate('addSecret', { integratorKeyId, notBefore: inAYear }, 'secret { status }');
  expect(statusOf(later)).toBe('NOT_YET_VALID');
  while (new Date().toISOString() <= expiresAt) await delay(100);
  const { data } = await server.ask(
    'query ($id: ID!) { integratorKey(id: $id) { secrets { status } authenticationMethods { ready } } }',
    { id: integratorKeyId },
  );
  const key = data['integratorKey'] as unknown as { secrets: Fields[]; authenticationMethods: Fields[] };
  expect(key.secrets.map(({ status }) => status)).toEqual(['EXPIRED', 'NOT_YET_VALID']);
  expect(key.authenticationMethods.some(({ ready }) => ready)).toBe(false);
  const secretId = (added['secret'] as Fields)['id'];
  const disabled = await server.mutate('disableSecret', { integratorKeyId, secretId }, 'secret { id status }');
  expect(disabled['secret']).toEqual({ id: secretId, status: 'DISABLED' });
  expect(statusOf(await server.mutate('enableSecret', { integratorKeyId, secretId }, 'secret { status }'))).toBe(
    'EXPIRED',
  );
});

test('a mutation answers with the thing that it changed', async () => {
  const integratorKeyId = await server.newKey();
  const add = { integratorKeyId, redirectUri: 'https://app.example/cb' };
  const { redirectUri } = await server.mutate('addRedirectUri', add, 'redirectUri { id }');
  const redirectUriId = (redirectUri as Fields)['id'];
  const removal = { integratorKeyId, redirectUriId };
  expect(await server.mutate('removeRedirectUri', removal, 'redirectUriId')).toMatchObject({ redirectUriId });
  expect(await server.mutate('removeRedirectUri', removal, 'redirectUriId')).toMatchObject({ redirectUriId: null });
  const pair = await server.mutate('addKeypair', { integratorKeyId }, 'keypair { id }');
  const keypairId = (pair['keypair'] as Fields)['id'];
  for (const [verb, status] of [
    ['disableKeypair', 'DISABLED'],
    ['enableKeypair', 'ACTIVE'],
    ['revokeKeypair', 'REVOKED'],
  ] as const) {
    const input = { integratorKeyId, keypairId, ...(verb !== 'enableKeypair' && { allowLastUsable: true }) };
    expect((await server.mutate(verb, input, 'keypair { id status }'))['keypair']).toEqual({ id: keypairId, status });
  }
});

test('an id is found in either case, and answered in lower case', async () => {
  const id = await server.newKey('Needle');
  const integratorKeyId = id.toUpperCase();
  const { secret, plainText } = await server.mutate('addSecret', { integratorKeyId }, 'secret { id } plainText');
  const secretId = String((secret as Fields)['id']).toUpperCase();
  const found = await server.ask(
    `query ($id: ID!, $secret: String!) { integratorKey(id: $id) { id }
       verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active }
       checkRedirectUri(clientId: $id, environment: DEMO, redirectUri: "https://a.example") { match } }`,
    { id: integratorKeyId, secret: plainText },
  );
  expect(found.data).toMatchObject({ integratorKey: { id }, verifyClientSecret: { active: true } });
  const revoked = { integratorKeyId, secretId, allowLastUsable: true };
  expect((await server.mutate('revokeSecret', revoked, 'secret { id }'))['secret']).toEqual({
    id: secretId.toLowerCase(),
  });
  const { integratorKey } = await server.mutate('renameIntegratorKey', { integratorKeyId, name: 'Found' });
  expect(integratorKey).toMatchObject({ id, name: 'Found' });
});

test('the types of events are an enum of the schema', async () => {
  const { data } = await server.ask('{ __type(name: "EventType") { kind enumValues { name } } }');
  expect(data['__type']).toMatchObject({ kind: 'ENUM', enumValues: expect.arrayContaining([{ name: 'SecretAdded' }]) });
});

test('a developer checks redirect URIs of own keys, and of no others', async () => {
  const ada = await server.token({ subject: 'ada', roles: ['DEVELOPER'] });
  const id = await server.newKey('Own', ada);
  await server.mutate('addRedirectUri', { integratorKeyId: id, redirectUri: 'https://app.example/cb' }, '', ada);
  const check = async (token: string) => {
    const query = `{ checkRedirectUri(clientId: "${id}", environment: DEMO, redirectUri: "https://app.example/cb/") {
      match nearest { firstDifferenceAt } } }`;
    return (await server.ask(query, {}, token)).data['checkRedirectUri'];
  };
  expect(await check(ada)).toEqual({ match: 'NONE', nearest: { firstDifferenceAt: 22 } });
  const bob = await server.token({ subject: 'bob', roles: ['DEVELOPER'] });
  expect(await check(bob)).toEqual({ match: 'NONE', nearest: null });
});

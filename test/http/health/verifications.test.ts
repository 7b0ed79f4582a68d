import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { openStream } from '../../kit/server/event-stream.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';

const server = aServerOfItsOwn();
const v1 = asAuthorizationServer(server);

const metric = async (name: string) => {
  const line = (await server.get('/metrics')).text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
};
const counted = (kind: string, result: string) =>
  metric(`keyledger_verifications_total{kind="${kind}",result="${result}"}`);

async function until(name: string, value: number) {
  for (let tries = 0; tries < 100 && (await metric(name)) !== value; tries++) await delay(20);
  expect(await metric(name)).toBe(value);
}

describe('verifications are counted by kind and result', () => {
  test('each there can be, from 0', async () => {
    expect(await counted('client_secret', 'not_yet_valid')).toBe(0);
    expect(await counted('private_key_jwt', 'replayed')).toBe(0);
    expect(await counted('client_secret', 'replayed')).toBeUndefined();
  });

  test('of either edge alike, and once each', async () => {
    const clientId = await server.newKey();
    const { plainText } = await server.mutate('addSecret', { integratorKeyId: clientId }, 'plainText');
    const secret = String(plainText);
    const query = `query ($id: ID!, $secret: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active } }`;
    await server.ask(query, { id: clientId, secret });
    await v1.post('/demo/authenticate-client', { client_id: clientId, client_secret: secret });
    await v1.post('/production/authenticate-client', { client_id: clientId, client_secret: secret });
    await v1.post('/demo/authenticate-client', { client_id: clientId, client_secret: 'CANARY' });
    expect(await counted('client_secret', 'active')).toBe(2);
    expect(await counted('client_secret', 'wrong_environment')).toBe(1);
    expect(await counted('client_secret', 'unknown')).toBe(1);
  });

  test('of clients without a credential, of grants and of assertions', async () => {
    const clientId = await server.newKey();
    await v1.post('/demo/authenticate-client', { client_id: clientId });
    await server.mutate('markMobileApp', { integratorKeyId: clientId });
    await v1.post('/demo/authenticate-client', { client_id: clientId });
    await v1.post('/demo/authenticate-client', { client_id: 'CANARY' });
    for (const result of ['credentials_required', 'active', 'unknown']) expect(await counted('none', result)).toBe(1);
    const audience = 'https://as.example';
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    await v1.post('/demo/verify-grant', { assertion: 'CANARY', audience });
    await v1.post('/demo/authenticate-client', { client_assertion: 'CANARY', client_assertion_type, audience });
    expect(await counted('grant', 'unknown')).toBe(1);
    expect(await counted('private_key_jwt', 'unknown')).toBe(1);
  });

  test('of redirect URIs, matched or not', async () => {
    const clientId = await server.newKey();
    const redirectUri = 'http://127.0.0.1/cb';
    await server.mutate('addRedirectUri', { integratorKeyId: clientId, redirectUri });
    const query = `query ($id: ID!, $uri: String!) { checkRedirectUri(clientId: $id, environment: DEMO, redirectUri: $uri) { match } }`;
    await server.ask(query, { id: clientId, uri: redirectUri });
    const path = '/demo/check-redirect-uri';
    await v1.post(path, { client_id: clientId, redirect_uri: 'http://127.0.0.1:4000/cb' });
    await v1.post(path, { client_id: clientId, redirect_uri: 'https://CANARY.example/' });
    expect(await counted('redirect_uri', 'active')).toBe(2);
    expect(await counted('redirect_uri', 'none')).toBe(1);
    expect((await server.get('/metrics')).text).not.toContain('CANARY');
  });
});

test('uses that wait to be written are counted', async () => {
  const clientId = await server.newKey();
  await server.mutate('markMobileApp', { integratorKeyId: clientId });
  let waiting: number | undefined = 0;
  for (let tries = 0; tries < 3 && !waiting; tries++) {
    await v1.post('/demo/authenticate-client', { client_id: clientId });
    waiting = await metric('keyledger_use_records_waiting'); // 0 only if they were written just between
  }
  expect(waiting).toBeGreaterThan(0);
});

test('streams of changes are counted while they are open', async () => {
  const token = await server.token({ account: null, roles: ['AUTHORIZATION_SERVER'] });
  const stream = await openStream(`${server.address}/v1/demo/changes`, { authorization: `Bearer ${token}` });
  await until('keyledger_change_streams', 1);
  stream.close();
  await until('keyledger_change_streams', 0);
});

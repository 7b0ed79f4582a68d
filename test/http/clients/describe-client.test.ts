import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';

const server = aServer();
const { send } = asAuthorizationServer(server);
const path = (id: string, environment = 'demo') => `/${environment}/clients/${id}`;

async function aClient(name = 'Invoice robot') {
  const id = await server.newKey(name);
  await server.mutate('addRedirectUri', { integratorKeyId: id, redirectUri: 'https://app.example/callback' });
  return id;
}

describe('GET /v1/{environment}/clients/{client_id}', () => {
  test('tells the metadata of a web application in the words of RFC 7591', async () => {
    const id = await aClient();
    await server.mutate('addSecret', { integratorKeyId: id });
    const links = { privacyPolicyUrl: 'https://app.example/privacy', termsOfUseUrl: 'https://app.example/terms' };
    const { position } = await server.mutate('setPolicyLinks', { integratorKeyId: id, ...links });
    const answer = await send(path(id));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('keyledger-position')! >= String(position)).toBe(true);
    expect(answer.body).toEqual({
      client_id: id,
      client_id_issued_at: expect.any(Number),
      client_name: 'Invoice robot',
      redirect_uris: ['https://app.example/callback'],
      grant_types: ['implicit', 'authorization_code'],
      response_types: ['token', 'code'],
      token_endpoint_auth_method: 'client_secret_basic',
      application_type: 'web',
      policy_uri: 'https://app.example/privacy',
      tos_uri: 'https://app.example/terms',
      jwks_uri: `${server.address}/v1/demo/clients/${id}/jwks.json`,
      require_pkce: false,
    });
    const created = (await server.find(id))?.['createdAt'] as unknown as string;
    expect(answer.body['client_id_issued_at']).toBe(Math.floor(Date.parse(created) / 1000));
  });

  test('tells that a mobile app is a public client, and of no link that it lacks', async () => {
    const id = await aClient();
    await server.mutate('markMobileApp', { integratorKeyId: id });
    const { body } = await send(path(id));
    expect(body).toMatchObject({
      ...{ token_endpoint_auth_method: 'none', application_type: 'native', require_pkce: true },
      ...{ grant_types: ['implicit', 'authorization_code'], response_types: ['token', 'code'] },
    });
    expect(body).not.toHaveProperty('policy_uri');
    expect(body).not.toHaveProperty('tos_uri');
  });

  test('follows the key: without a secret or a keypair there is no method that needs one', async () => {
    const id = await aClient();
    const { secret } = await server.mutate('addSecret', { integratorKeyId: id }, 'secret { id }');
    const ids = { integratorKeyId: id, secretId: secret?.['id'] };
    await server.mutate('disableSecret', { ...ids, allowLastUsable: true });
    expect((await send(path(id))).body).toMatchObject({
      ...{ grant_types: ['implicit'], response_types: ['token'], token_endpoint_auth_method: 'private_key_jwt' },
    });
    await server.mutate('enableSecret', ids);
    expect((await send(path(id))).body).toMatchObject({ token_endpoint_auth_method: 'client_secret_basic' });
    await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'Robot' });
    expect((await send(path(id))).body).toMatchObject({ client_name: 'Robot' });
  });

  test('says until when it stays so, where a credential begins or ends by the clock', async () => {
    const id = await aClient();
    const until = async () => (await send(path(id))).headers.get('keyledger-valid-until');
    expect(await until()).toBeNull();
    const [soon, later] = [60_000, 120_000].map((ms) => new Date(Date.now() + ms).toISOString());
    await server.mutate('addSecret', { integratorKeyId: id, expiresAt: later });
    expect(await until()).toBe(later);
    const { secret } = await server.mutate('addSecret', { integratorKeyId: id, notBefore: soon }, 'secret { id }');
    expect(await until()).toBe(soon);
    await server.mutate('revokeSecret', { integratorKeyId: id, secretId: secret?.['id'] });
    expect(await until()).toBe(later);
  });

  test('answers one and the same 404 for every client that must not be used', async () => {
    const [disabled, deleted, demo] = await Promise.all([aClient(), aClient(), aClient()]);
    await server.mutate('disableIntegratorKey', { integratorKeyId: disabled });
    await server.mutate('deleteIntegratorKey', { integratorKeyId: deleted, confirmName: 'Invoice robot' });
    const answers = await Promise.all([
      ...[path(randomUUID()), path('nobody'), path(disabled), path(deleted), path(demo, 'production')].map((one) =>
        send(one),
      ),
    ]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'client_not_found' } });
    expect(answers[0]?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    await server.mutate('enableIntegratorKey', { integratorKeyId: disabled });
    expect((await send(path(disabled))).status).toBe(200);
  });

  test('takes the id in capitals too, and answers with the one that tokens have', async () => {
    const id = await aClient();
    expect((await send(path(id.toUpperCase()))).body).toMatchObject({ client_id: id });
  });

  test('answers 304 to whoever has this version, and 200 when it has changed', async () => {
    const id = await aClient();
    const first = await send(path(id));
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, text } = await send(path(id), { headers: { 'if-none-match': known } });
      expect({ known, status, text }).toEqual({ known, status: 304, text: '' });
    }
    await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'Another' });
    const changed = await send(path(id), { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test('HEAD is GET without the body', async () => {
    const id = await aClient();
    const [got, head] = [await send(path(id)), await send(path(id), { method: 'HEAD' })];
    expect(head).toMatchObject({ status: 200, text: '' });
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control'])
      expect([name, head.headers.get(name)]).toEqual([name, got.headers.get(name)]);
  });

  test('waits for at_least, and refuses a position of another log or none at all', async () => {
    const id = await aClient();
    const { position } = await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'Late' });
    expect((await send(`${path(id)}?at_least=${String(position)}`)).body).toMatchObject({ client_name: 'Late' });
    const foreign = await send(`${path(id)}?at_least=CANARY`);
    expect(foreign).toMatchObject({ status: 400, body: { code: 'invalid_position' } });
    expect(foreign.text).not.toContain('CANARY');
    expect(await send(`${path(id)}?at_least=a&at_least=b`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
    expect(await send(`${path(id)}?at_least=`)).toMatchObject({ status: 200 });
  });
});

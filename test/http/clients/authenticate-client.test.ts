import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';

const server = aServer();
const { post, postForm } = asAuthorizationServer(server);
const nobody = { active: false, client_id: null, credential_id: null, kid: null };

async function aClient() {
  const id = await server.newKey();
  const made = await server.mutate('addSecret', { integratorKeyId: id }, 'secret { id } plainText');
  const credential_id = String(made['secret']?.['id']);
  const ids = { integratorKeyId: id, secretId: credential_id, allowLastUsable: true };
  return { client_id: id, client_secret: String(made['plainText']), credential_id, ids };
}
const authenticate = async (parameters: object, environment = 'demo') =>
  (await post(`/${environment}/authenticate-client`, parameters)).body;

describe('POST /v1/{environment}/authenticate-client with a secret', () => {
  test('is active for the right one, from JSON and from a form', async () => {
    const { client_id, client_secret, credential_id } = await aClient();
    const right = { active: true, client_id, method: 'client_secret', credential_id, kid: null, reason: null };
    expect(await authenticate({ client_id, client_secret })).toEqual(right);
    const { status, headers, body } = await postForm('/demo/authenticate-client', { client_id, client_secret });
    expect({ status, body }).toEqual({ status: 200, body: right });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('keyledger-position')).toBe(true);
  });

  test('tells why only to who has the secret', async () => {
    const { client_id, client_secret, credential_id, ids } = await aClient();
    const proved = { active: false, client_id, method: 'client_secret', credential_id, kid: null };
    expect(await authenticate({ client_id, client_secret }, 'production')).toEqual({
      ...proved,
      reason: 'wrong_environment',
    });
    await server.mutate('disableSecret', ids);
    expect(await authenticate({ client_id, client_secret })).toEqual({ ...proved, reason: 'disabled' });
    expect(await authenticate({ client_id, client_secret: `${client_secret}x` })).toEqual({
      ...{ ...nobody, method: 'client_secret', reason: 'unknown' },
    });
    await server.mutate('revokeSecret', ids);
    expect(await authenticate({ client_id, client_secret })).toEqual({ ...proved, reason: 'revoked' });
  });

  test('knows nobody under another id', async () => {
    const { client_secret } = await aClient();
    for (const client_id of [randomUUID(), 'nobody', '../..'])
      expect(await authenticate({ client_id, client_secret })).toEqual({
        ...{ ...nobody, method: 'client_secret', reason: 'unknown' },
      });
  });
});

describe('without any credential', () => {
  test('a mobile app is itself, until its key is disabled', async () => {
    const client_id = await server.newKey();
    await server.mutate('markMobileApp', { integratorKeyId: client_id });
    const itself = { active: true, client_id, method: 'none', credential_id: null, kid: null, reason: null };
    expect(await authenticate({ client_id })).toEqual(itself);
    expect(await authenticate({ client_id, client_secret: '' })).toEqual(itself); // RFC 6749 3.2: as if it were left out
    expect(await authenticate({ client_id }, 'production')).toEqual({ ...nobody, method: 'none', reason: 'unknown' });
    await server.mutate('disableIntegratorKey', { integratorKeyId: client_id });
    expect(await authenticate({ client_id })).toEqual({ ...nobody, method: 'none', reason: 'unknown' });
  });

  test('a confidential client is told that it takes some, and an unknown one nothing', async () => {
    const { client_id } = await aClient();
    expect(await authenticate({ client_id })).toEqual({ ...nobody, method: 'none', reason: 'credentials_required' });
    expect(await authenticate({ client_id: randomUUID() })).toEqual({ ...nobody, method: 'none', reason: 'unknown' });
  });
});

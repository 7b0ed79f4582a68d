import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';

const strict = aServer();
const wide = aServer({ KEYLEDGER_PRIVATE_USE_SCHEMES: 'cursor,vscode', KEYLEDGER_LOCALHOST_ANY_PORT: 'on' });

const query =
  'query ($id: ID!, $uri: String!) { checkRedirectUri(clientId: $id, environment: DEMO, redirectUri: $uri) { match nearest { uri } } }';
/** What both edges say of it. */
async function bothSay(server: typeof strict, id: string, uri: string) {
  const { data } = await server.ask(query, { id, uri });
  const parameters = { client_id: id, redirect_uri: uri };
  const { body } = await asAuthorizationServer(server).post('/demo/check-redirect-uri', parameters);
  return [data['checkRedirectUri'], body];
}
const add = async (server: typeof strict, integratorKeyId: string, redirectUri: string) =>
  (await server.mutate('addRedirectUri', { integratorKeyId, redirectUri }))['userErrors'];

describe('a server on which both are on', () => {
  test('registers a listed scheme, one by one and in a save, and no other', async () => {
    const id = await wide.newKey();
    expect(await add(wide, id, 'cursor://app.example/callback')).toEqual([]);
    const addRedirectUris = [{ redirectUri: 'vscode://app.example/callback' }];
    const saved = await wide.mutate('saveIntegratorKey', { integratorKeyId: id, addRedirectUris });
    expect(saved['userErrors']).toEqual([]);
    expect(await add(wide, id, 'zed://app.example/callback')).toMatchObject([{ code: 'REDIRECT_URI_PRIVATE_SCHEME' }]);
    expect(await add(wide, id, 'javascript:/x')).toMatchObject([{ code: 'REDIRECT_URI_SCHEME_FORBIDDEN' }]);
    expect(await bothSay(wide, id, 'cursor://app.example/callback')).toMatchObject([
      { match: 'EXACT' },
      { match: 'exact' },
    ]);
  });

  test('matches any port of localhost at both edges', async () => {
    const id = await wide.newKey();
    await add(wide, id, 'http://localhost/cb');
    expect(await bothSay(wide, id, 'http://localhost:51004/cb')).toEqual([
      { match: 'LOOPBACK_PORT', nearest: null },
      { match: 'loopback_port' },
    ]);
    for (const other of ['http://localhost.evil.example/cb', 'http://localhost:0/cb', 'http://[::1]:80/cb'])
      expect(await bothSay(wide, id, other)).toEqual([
        { match: 'NONE', nearest: { uri: 'http://localhost/cb' } },
        { match: 'none' },
      ]);
  });
});

test('a server on which nothing was said does neither', async () => {
  const id = await strict.newKey();
  expect(await add(strict, id, 'cursor:/callback')).toMatchObject([{ code: 'REDIRECT_URI_PRIVATE_SCHEME' }]);
  await add(strict, id, 'http://localhost/cb');
  expect(await bothSay(strict, id, 'http://localhost:51004/cb')).toEqual([
    { match: 'NONE', nearest: { uri: 'http://localhost/cb' } },
    { match: 'none' },
  ]);
});

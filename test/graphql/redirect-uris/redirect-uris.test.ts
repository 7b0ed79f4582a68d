import { beforeAll, describe, expect, test } from '@jest/globals';
import { tricks } from '../../domain/redirect-uris/tricks/index.js';
import { legitimateUris } from '../../domain/redirect-uris/legitimate-uris.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
let integratorKeyId: string;
beforeAll(async () => {
  integratorKeyId = await server.newKey();
  await server.mutate('addRedirectUri', { integratorKeyId, redirectUri: 'https://app.example/registered' });
});

const add =
  'mutation ($input: AddRedirectUriInput!) { addRedirectUri(input: $input) { integratorKey { id } redirectUri { id } position userErrors { code field } } }';
const adding = (redirectUri: string) => server.ask(add, { input: { integratorKeyId, redirectUri } });

describe('a trick is refused over HTTP too, is not said again, and leaves the key as it was:', () => {
  test.each(Object.keys(tricks))('%s', async (name) => {
    const before = await server.find(integratorKeyId);
    for (const [uri, code] of tricks[name] ?? []) {
      const { status, text, data } = await adding(uri);
      const refused = { integratorKey: null, redirectUri: null, position: null };
      const told = { uri, status, data };
      const userErrors = [{ code, field: ['redirectUri'] }];
      expect(told).toEqual({ uri, status: 200, data: { addRedirectUri: { ...refused, userErrors } } });
      for (const written of [uri, JSON.stringify(uri).slice(1, -1)])
        if (uri.length > 4) expect(text).not.toContain(written);
    }
    expect(await server.find(integratorKeyId)).toEqual(before);
  });
});

test('what is good is taken, and is what was typed, byte for byte', async () => {
  const uris = legitimateUris.map(([uri]) => uri);
  const half = Math.ceil(uris.length / 2);
  for (const some of [uris.slice(0, half), uris.slice(half)]) {
    integratorKeyId = await server.newKey();
    for (const uri of some) expect((await adding(uri)).data['addRedirectUri']).toMatchObject({ userErrors: [] });
    const key = (await server.find(integratorKeyId)) as unknown as { redirectUris: { uri: string }[] };
    expect(key.redirectUris.map(({ uri }) => uri)).toEqual(some);
  }
});

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { everything, type Fields } from '../../kit/server/ask.js';
import { operationOn, operations, verbs } from '../../kit/server/operations.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const onKeys = verbs.filter((verb) => operationOn(verb, 'x') !== operations[verb]);
const globex = { account: `globex-${randomUUID()}`, subject: 'hank@globex.example' } as const;

let foreign: Fields; // a key of the account, with one of everything
let stranger: string;
let colleague: string;

beforeAll(async () => {
  const integratorKeyId = await server.newKey('Hidden');
  const uri = { redirectUri: 'https://a.example/' };
  const all = { addRedirectUris: [uri], addSecrets: [{}], addKeypairs: [{}] };
  const saved = await server.mutate('saveIntegratorKey', { integratorKeyId, ...all });
  foreign = saved['integratorKey'] as Fields;
  stranger = await server.token(globex);
  colleague = await server.token({ roles: ['DEVELOPER'], subject: 'dev@acme.example' });
});

/** The answer as it came, but for the time of day and the id in the request. */
const bytes = async (query: string, token: string) => {
  const { status, text, headers } = await server.ask(query, {}, token);
  return { status, text, type: headers.get('content-type') };
};

describe.each([
  ['an administrator of another account', () => stranger],
  ['a colleague who is a developer', () => colleague],
])('%s', (_, token) => {
  const verbsOfThem = onKeys.filter((verb) => token === undefined || verb !== 'keyEvents');

  test.each(verbsOfThem)('%s answers with the same bytes for that key and for none', async (verb) => {
    const there = await bytes(operationOn(verb, String(foreign['id'])), token());
    const nowhere = await bytes(operationOn(verb, randomUUID()), token());
    expect(there).toEqual(nowhere);
  });

  test('cannot tell by any id below the key', async () => {
    const ids = { secretId: 'secrets', keypairId: 'keypairs', redirectUriId: 'redirectUris' } as const;
    const verbOf = {
      secretId: 'revokeSecret',
      keypairId: 'revokeKeypair',
      redirectUriId: 'removeRedirectUri',
    } as const;
    for (const name of ['secretId', 'keypairId', 'redirectUriId'] as const) {
      const [thing] = foreign[ids[name]] as unknown as { id: string }[];
      const input = { integratorKeyId: foreign['id'], [name]: thing?.id };
      const payload = await server.mutate(verbOf[name], input, '', token());
      const missing = await server.mutate(
        verbOf[name],
        { integratorKeyId: randomUUID(), [name]: randomUUID() },
        '',
        token(),
      );
      expect(payload).toEqual(missing);
      expect(payload['userErrors']).toMatchObject([{ code: 'KEY_NOT_FOUND' }]);
    }
  });

  test('neither lists nor counts nor finds it', async () => {
    for (const filter of [
      '{}',
      '{ nameContains: "idd" }',
      '{ nameContains: "H" }',
      '{ redirectUri: "https://a.example/" }',
      '{ hasUsableSecret: true }',
      `{ owner: "administrator@${server.account}.example" }`,
    ]) {
      const query = `{ integratorKeys(filter: ${filter}) { nodes { id } edges { cursor } totalCount pageInfo { hasNextPage } } }`;
      const own = (await server.ask(query)).data['integratorKeys'];
      expect(own).toMatchObject({ totalCount: 1 }); // the control
      expect((await server.ask(query, {}, token())).data['integratorKeys']).toEqual({
        nodes: [],
        edges: [],
        totalCount: 0,
        pageInfo: { hasNextPage: false },
      });
    }
  });

  test('cannot count it by a conflict of revisions', async () => {
    const at = (integratorKeyId: unknown) =>
      server.mutate('renameIntegratorKey', { integratorKeyId, name: 'B', expectedRevision: 0 }, '', token());
    expect(await at(foreign['id'])).toEqual(await at(randomUUID()));
  });
});

test('after all that the key is as it was', async () => {
  expect(await server.find(foreign['id'])).toEqual(foreign);
});

describe('a developer', () => {
  test('sees and changes own keys, and after a transfer no longer', async () => {
    const own = await server.newKey('Own', colleague);
    const list = `{ integratorKeys { nodes { id } totalCount } }`;
    expect((await server.ask(list, {}, colleague)).data).toEqual({
      integratorKeys: { nodes: [{ id: own }], totalCount: 1 },
    });
    const given = await server.mutate('transferOwnership', { integratorKeyId: own, newOwner: 'x' }, '', colleague);
    expect(given).toMatchObject({ userErrors: [], integratorKey: { owner: 'x' } });
    expect(await server.find(own, colleague)).toBeNull();
    expect((await server.ask(list, {}, colleague)).data).toEqual({ integratorKeys: { nodes: [], totalCount: 0 } });
  });

  test('of another account is not the owner by having the same id', async () => {
    const own = await server.newKey('Own', colleague);
    const namesake = await server.token({ roles: ['DEVELOPER'], subject: 'dev@acme.example', account: globex.account });
    expect(await server.find(own, namesake)).toBeNull();
  });
});

test.each(['AUDITOR', 'REVIEWER'] as const)('%s reads all of the account, history included', async (role) => {
  const token = await server.token({ roles: [role] });
  expect(await server.find(foreign['id'], token)).toEqual(foreign);
  const history = `query ($id: ID!) { integratorKey(id: $id) { ${everything} history { totalCount } } }`;
  expect((await server.ask(history, { id: foreign['id'] }, token)).data['integratorKey']).toMatchObject({
    history: { totalCount: 4 },
  });
});

test('an authorization server checks keys of every account, an administrator those of its own', async () => {
  const query = `query ($id: ID!) { checkRedirectUri(clientId: $id, environment: DEMO, redirectUri: "https://a.example/") { match } }`;
  const ask = async (token: string) => (await server.ask(query, { id: foreign['id'] }, token)).data['checkRedirectUri'];
  const authorizationServer = await server.token({ roles: ['AUTHORIZATION_SERVER'], account: null });
  expect(await ask(authorizationServer)).toEqual({ match: 'EXACT' });
  expect(await ask(server.administrator)).toEqual({ match: 'EXACT' });
  expect(await ask(stranger)).toEqual({ match: 'NONE' });
});

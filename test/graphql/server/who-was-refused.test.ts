import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerOf, client, follow } from '../../kit/server/followers.js';
import { assemble } from '../../kit/server/observed-server.js';
import { minter } from '../../kit/server/settings.js';

let server: Awaited<ReturnType<typeof assemble>>;
beforeAll(async () => {
  server = await assemble({ KEYLEDGER_TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(() => server.close());

const forwarded = { 'x-forwarded-for': '203.0.113.7:4711' };
const UUID = /^[0-9a-f-]{36}$/;
/** What has been logged under this message since the last look. */
const logged = (message: string) => server.logged.splice(0).filter(({ msg }) => msg === message);

/** Sends an operation through a proxy; what it logs under this message, and the id of the request. */
async function refusedAs(message: string, query: string, token: string) {
  logged('');
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const { headers } = await server.post({ query }, { ...authorization, ...forwarded });
  return { lines: logged(message), reqId: headers.get('x-correlation-id') };
}

const rename = `mutation { renameIntegratorKey(input: { integratorKeyId: "230546a7-9c55-40ad-8fbf-af205d5494ad", name: "A" }) { userErrors { code } } }`;

test('a rule that refuses is logged with who asked, from where and in which request', async () => {
  const { lines, reqId } = await refusedAs('refused', rename, server.token);
  const who = { actor: 'administrator@acme.example', account: 'acme', sourceIp: '203.0.113.7', reqId };
  expect(lines).toEqual([expect.objectContaining({ verb: 'renameIntegratorKey', codes: ['KEY_NOT_FOUND'], ...who })]);
});

test('so is one who may not', async () => {
  const reviewer = await (await minter(server.dataDirectory, 'acme'))({ roles: ['REVIEWER'] });
  const { lines, reqId } = await refusedAs('operation refused', rename, reviewer);
  const who = { actor: 'reviewer@acme.example', account: 'acme', sourceIp: '203.0.113.7', reqId };
  expect(lines).toEqual([expect.objectContaining({ code: 'FORBIDDEN', ...who })]);
});

test.each(['', 'garbage'])('of a stranger with the token "%s" it is known from where', async (token) => {
  const { lines, reqId } = await refusedAs('operation refused', '{ viewer { id } }', token);
  expect(lines).toEqual([expect.objectContaining({ code: 'UNAUTHENTICATED', sourceIp: '203.0.113.7', reqId })]);
  expect(lines[0]).not.toHaveProperty('actor');
});

test('over a WebSocket too, whose address is the one that the proxy names', async () => {
  const authorizationServer = await (
    await minter(server.dataDirectory)
  )({ roles: ['AUTHORIZATION_SERVER'], account: null });
  const subscriber = client(server.address, authorizationServer, forwarded);
  logged('');
  await answerOf(subscriber, follow);
  await subscriber.dispose();
  const who = { actor: 'authorization_server@nowhere.example', account: null, sourceIp: '203.0.113.7' };
  expect(logged('operation refused')).toEqual([
    expect.objectContaining({ code: 'FORBIDDEN', reqId: expect.stringMatching(UUID), ...who }),
  ]);
});

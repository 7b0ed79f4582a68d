import { hash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { aScanner } from '../../kit/leaks/scanner.js';
import { minter } from '../../kit/server/settings.js';
import { aServer, aServerOfItsOwn } from '../../kit/server/server.js';
import { asAuthorizationServer, v1Asker } from '../../kit/server/v1.js';

const scanner = aScanner();
afterAll(() => rmSync(scanner.directory, { recursive: true }));
const server = aServerOfItsOwn({ KEYLEDGER_GITHUB_SCANNING_KEYS_FILE: scanner.file });
const { send } = v1Asker(server, () => Promise.resolve(null));
const asServer = asAuthorizationServer(server);

const PATH = '/secret-scanning/github';
const sent = (body: string, headers: Record<string, string> = scanner.signed(body)) =>
  send(PATH, { method: 'POST', headers, body });
const found = (...tokens: string[]) =>
  JSON.stringify(tokens.map((token) => ({ token, type: 'keyledger', url: 'https://a.example', source: 'commit' })));
const labels = (text: string) => (JSON.parse(text) as { label: string }[]).map(({ label }) => label);

async function aSecret(token?: string) {
  const { integratorKey } = await server.mutate(
    'createIntegratorKey',
    { name: 'Leaky' },
    'integratorKey { id }',
    token,
  );
  const id = String(integratorKey?.['id']);
  const made = await server.mutate('addSecret', { integratorKeyId: id }, 'secret { id } plainText', token);
  return { id, secretId: String(made['secret']?.['id']), text: String(made['plainText']) };
}
const status = async (client_id: string, client_secret: string) =>
  (await asServer.post('/demo/authenticate-client', { client_id, client_secret })).body['reason'];
async function lastEvent(id: string, token?: string) {
  const query = `query ($id: ID!) { integratorKey(id: $id) { history(last: 1) { nodes { type summary actor { id kind } } } } }`;
  const { data } = await server.ask(query, { id }, token);
  return (data as unknown as { integratorKey: { history: { nodes: object[] } } }).integratorKey.history.nodes[0];
}
async function counted(done: string) {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  return Number(new RegExp(`^keyledger_leaked_secrets_total\\{source="secret-scanning",done="${done}"\\} (\\d+)`, 'm').exec(text)?.[1]); // prettier-ignore
}

describe('what GitHub has found', () => {
  test('is revoked, and told apart from what is not ours', async () => {
    const [one, other] = [await aSecret(), await aSecret()];
    const before = await counted('revoked');
    const answer = await sent(found(one.text, 'kl_demo_x', other.text, one.text));
    expect(answer.status).toBe(200);
    expect(labels(answer.text)).toEqual(['true_positive', 'false_positive', 'true_positive', 'true_positive']);
    expect(JSON.parse(answer.text)).toContainEqual({
      ...{ token_hash: hash('sha256', one.text), token_type: 'keyledger', label: 'true_positive' },
    });
    expect(answer.text).not.toContain(one.text.slice(8, 40));
    expect(await status(one.id, one.text)).toBe('revoked');
    expect(await status(other.id, other.text)).toBe('revoked');
    expect(await lastEvent(one.id)).toMatchObject({
      type: 'SecretRevoked',
      actor: { id: 'keyledger:secret-scanning', kind: 'SYSTEM' },
      summary: expect.stringContaining('revoked secret'),
    });
    expect(await counted('revoked')).toBe(before + 2);
  });

  test('is ours though it is revoked, or its key deleted, and nothing is done twice', async () => {
    const one = await aSecret();
    await sent(found(one.text));
    const before = await counted('revoked');
    expect(labels((await sent(found(one.text))).text)).toEqual(['true_positive']);
    await server.mutate('disableIntegratorKey', { integratorKeyId: one.id });
    await server.mutate('deleteIntegratorKey', { integratorKeyId: one.id });
    const deleted = await lastEvent(one.id);
    expect(labels((await sent(found(one.text))).text)).toEqual(['true_positive']);
    expect(await lastEvent(one.id)).toEqual(deleted);
    expect(await counted('revoked')).toBe(before);
  });

  test('is only reported where the account has said so', async () => {
    const ada = await (await minter(server.dataDirectory))({ account: `acme-${randomUUID()}` });
    const set = 'mutation { setAccountPolicy(input: { leakedSecrets: REPORT }) { userErrors { code } } }';
    expect((await server.ask(set, {}, ada)).data).toEqual({ setAccountPolicy: { userErrors: [] } });
    const [reported, revoked] = [await aSecret(ada), await aSecret()];
    const [event, before] = [await lastEvent(reported.id, ada), await counted('reported')];
    expect(labels((await sent(found(reported.text, revoked.text))).text)).toEqual(['true_positive', 'true_positive']);
    expect(await status(reported.id, reported.text)).toBeNull();
    expect(await status(revoked.id, revoked.text)).toBe('revoked');
    expect(await lastEvent(reported.id, ada)).toEqual(event);
    expect(await counted('reported')).toBe(before + 1);
    await server.mutate(
      'revokeSecret',
      { integratorKeyId: reported.id, secretId: reported.secretId, allowLastUsable: true },
      '__typename',
      ada,
    );
    expect(labels((await sent(found(reported.text))).text)).toEqual(['true_positive']);
    expect(await counted('reported')).toBe(before + 1);
  });

  test('may be nothing, or as much as is taken at once', async () => {
    expect((await sent('[]')).text).toBe('[]');
    const many = Array.from({ length: 1000 }, (_, at) => `kl_demo_${at}`);
    expect(new Set(labels((await sent(found(...many))).text))).toEqual(new Set(['false_positive']));
    expect((await sent(found(...many, 'one more'))).status).toBe(400);
  });
});

describe('what GitHub has not signed', () => {
  test.each<[string, (body: string) => Record<string, string>]>([
    ['another body', () => scanner.signed('[]')],
    ['no key', (body) => ({ ...scanner.signed(body), 'github-public-key-identifier': '' })],
    ['another name of the key', (body) => ({ ...scanner.signed(body), 'github-public-key-identifier': 'b' })],
    ['nothing at all', () => ({ 'content-type': 'application/json' })],
    ['a key of their own', (body) => aStranger.signed(body)],
  ])('counts for nothing: signed is %s', async (_, headers) => {
    const { id, text } = await aSecret();
    expect(await sent(found(text), headers(found(text)))).toMatchObject({
      ...{ status: 403, body: { code: 'report_not_signed' } },
    });
    expect(await status(id, text)).toBeNull();
  });
  const aStranger = aScanner();
  afterAll(() => rmSync(aStranger.directory, { recursive: true }));

  test.each(['application/x-www-form-urlencoded', 'text/plain'])('is not read as %s', async (type) => {
    const headers = { 'content-type': type };
    expect((await sent('token=a&type=b', headers)).status).toBe(415);
    expect((await sent('token=a&type=b', { ...scanner.signed('token=a&type=b'), ...headers })).status).toBe(415);
  });
});

test.each(['{', '{}', '"x"', 'null', '[1]', '[[]]', '[{"token":"a"}]', '[{"token":1,"type":"b"}]', '[{"token":"a","type":null}]'])(
  'refuses %s, though it is signed, without a word of it', async (body) => {
    const answer = await sent(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  },
); // prettier-ignore

describe('without keys', () => {
  const none = aServer();
  test('there is nothing here', async () => {
    const { post } = v1Asker(none, () => Promise.resolve(null));
    expect(await post(PATH, [])).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

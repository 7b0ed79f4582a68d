import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { minter } from '../../kit/server/settings.js';
import { aServer, aServerOfItsOwn, type Served } from '../../kit/server/server.js';
import { aLiveKeyOfTwo } from '../../kit/server/two-people.js';
import { asAuthorizationServer, v1Asker } from '../../kit/server/v1.js';

const server = aServer();
const { post, postForm, send } = v1Asker(server, () => Promise.resolve(null));
const asServer = asAuthorizationServer(server);

async function aSecret(on: Served = server, environment = 'DEMO', token?: string, key?: string) {
  const id = key ?? (await on.newKey());
  const made = await on.mutate('addSecret', { integratorKeyId: id, environment }, 'secret { id } plainText', token);
  return { id, secretId: String(made['secret']?.['id']), text: String(made['plainText']) };
}

const status = async (client_id: string, client_secret: string, environment = 'demo') =>
  (await asServer.post(`/${environment}/authenticate-client`, { client_id, client_secret })).body['reason'];

const events = `query ($id: ID!) { integratorKey(id: $id) { history(last: 1) { nodes { type summary actor { id kind } sourceIp userAgent details { name value } } } } }`;
async function lastEvent(id: string) {
  const { data } = await server.ask(events, { id });
  return (data as unknown as { integratorKey: { history: { nodes: Record<string, unknown>[] } } }).integratorKey.history
    .nodes[0];
}

/** What everybody is told, but for when and how far. */
const told = ({ status: code, headers, text }: { status: number; headers: Headers; text: string }) => ({
  code,
  text,
  headers: [...headers.keys()].sort(),
});

describe('POST /v1/revoke', () => {
  test('ends a secret at once, though it is the last one, and says in the history on whose word', async () => {
    const { id, secretId, text } = await aSecret();
    expect(await status(id, text)).toBeNull();
    const answer = await post('/revoke', { secret: text });
    expect({ code: answer.status, body: answer.body }).toEqual({ code: 200, body: {} });
    expect(await status(id, text)).toBe('revoked');
    expect(await lastEvent(id)).toMatchObject({
      type: 'SecretRevoked',
      actor: { id: 'keyledger:possession', kind: 'SYSTEM' },
      sourceIp: expect.stringMatching(/127\.0\.0\.1|::1/),
      summary: expect.stringMatching(/ revoked secret .* because whoever held it said that it leaked$/),
      details: expect.arrayContaining([
        { name: 'by', value: 'possession' },
        { name: 'secretId', value: secretId },
      ]),
    });
  });

  test('takes a form, and a text with the line break that it was copied with', async () => {
    const [one, other] = [await aSecret(), await aSecret()];
    expect((await postForm('/revoke', { secret: one.text })).text).toBe('{}');
    expect((await post('/revoke', { secret: ` ${other.text}\r\n` })).text).toBe('{}');
    expect(await status(one.id, one.text)).toBe('revoked');
    expect(await status(other.id, other.text)).toBe('revoked');
  });

  test('answers the same, whatever the text is', async () => {
    const [ours, disabled, ofDeleted] = [await aSecret(), await aSecret(), await aSecret()];
    await server.mutate('disableSecret', {
      integratorKeyId: disabled.id,
      secretId: disabled.secretId,
      allowLastUsable: true,
    });
    await server.mutate('disableIntegratorKey', { integratorKeyId: ofDeleted.id });
    await server.mutate('deleteIntegratorKey', { integratorKeyId: ofDeleted.id });
    const before = await lastEvent(ofDeleted.id);
    expect(before).toMatchObject({ type: 'KeyDeleted' });
    const texts = [ours.text, ours.text, disabled.text, ofDeleted.text, randomUUID(), 'x'.repeat(5_000), '\u0000', ' '];
    const answers = [];
    for (const secret of texts) answers.push(told(await post('/revoke', { secret })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(answers[0])]));
    expect(answers[0]).toMatchObject({ code: 200, text: '{}' });
    expect(await status(disabled.id, disabled.text)).toBe('revoked');
    expect(await lastEvent(ofDeleted.id)).toEqual(before);
  });

  test('tells of no position that is after the revocation', async () => {
    const { text } = await aSecret();
    const position = (await send('/nothing')).headers.get('keyledger-position');
    const [first, second] = [await post('/revoke', { secret: text }), await post('/revoke', { secret: text })];
    expect(String(first.headers.get('keyledger-position')) >= String(position)).toBe(true);
    expect(first.headers.get('keyledger-position')).not.toBe(second.headers.get('keyledger-position'));
  });

  test('makes one event of many requests at once', async () => {
    const { id, text } = await aSecret();
    await Promise.all(Array.from({ length: 5 }, () => post('/revoke', { secret: text })));
    const { data } = await server.ask(
      `query ($id: ID!) { integratorKey(id: $id) { history(last: 9) { nodes { type } } } }`,
      { id },
    );
    expect(JSON.stringify(data).match(/SecretRevoked/g)).toHaveLength(1);
  });

  test('leaves the other secrets of the key, and does not need the caller to be anybody', async () => {
    const one = await aSecret();
    const other = await aSecret(server, 'DEMO', undefined, one.id);
    await send('/revoke', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense', 'user-agent': one.text },
      body: JSON.stringify({ secret: one.text }),
    });
    expect(await status(one.id, one.text)).toBe('revoked');
    expect(await status(one.id, other.text)).toBeNull();
    expect(await lastEvent(one.id)).toMatchObject({ userAgent: null });
  });

  test.each([
    ['nothing', {}],
    ['an empty text', { secret: '' }],
    ['null', { secret: null }],
    ['a list', { secret: ['x'] }],
    ['a number', { secret: 7 }],
  ])('refuses %s', async (_, body) =>
    expect(await post('/revoke', body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } }),
  );

  test('refuses rubbish, and other methods', async () => {
    const json = { 'content-type': 'application/json' };
    for (const body of ['', '{', '[]', '"x"', '{"secret":"a","secret":"b"}'])
      expect((await send('/revoke', { method: 'POST', headers: json, body })).status).toBe(400);
    expect((await send('/revoke')).status).toBe(405);
    expect(
      (await send('/revoke', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' })).status,
    ).toBe(415);
  });
});

describe('where production takes two people', () => {
  const own = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
  test('possession is enough', async () => {
    const { key, grace, ada } = await aLiveKeyOfTwo(own);
    const wish = { integratorKeyId: key, addSecrets: [{ environment: 'PRODUCTION' }] };
    await own.mutate('proposeChange', wish, 'integratorKey { id }', ada);
    const open = `query ($id: ID!) { changeProposals(filter: { integratorKeyId: $id }) { nodes { id } } }`;
    const { data } = await own.ask(open, { id: key }, ada);
    const proposalId = (data as unknown as { changeProposals: { nodes: { id: string }[] } }).changeProposals.nodes[0]
      ?.id;
    await own.mutate('approveChange', { integratorKeyId: key, proposalId }, 'integratorKey { id }', grace);
    const applied = await own.mutate('applyChange', { integratorKeyId: key, proposalId }, 'secrets { plainText }', ada);
    const text = (applied as unknown as { secrets: { plainText: string }[] }).secrets[0]?.plainText ?? '';
    const bearer = await (await minter(own.dataDirectory))({ account: null, roles: ['AUTHORIZATION_SERVER'] });
    const signed = v1Asker(own, () => Promise.resolve(bearer));
    const reason = async () =>
      (await signed.post('/production/authenticate-client', { client_id: key, client_secret: text })).body['reason'];
    expect(await reason()).toBeNull();
    expect((await v1Asker(own, () => Promise.resolve(null)).post('/revoke', { secret: text })).text).toBe('{}');
    expect(await reason()).toBe('revoked');
  });
});

describe('whoever asks too often', () => {
  const few = aServerOfItsOwn({ KEYLEDGER_REVOCATIONS_PER_MINUTE_OF_ADDRESS: '2' });
  test('is told when to come again, before the body is read', async () => {
    const { text, id } = await aSecret(few);
    const asking = v1Asker(few, () => Promise.resolve(null));
    await asking.post('/revoke', { secret: 'one' });
    await asking.post('/revoke', {});
    const refused = await asking.post('/revoke', { secret: text });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(30);
    const { data } = await few.ask(`query ($id: ID!) { integratorKey(id: $id) { secrets { status } } }`, { id });
    expect(JSON.stringify(data)).toContain('ACTIVE');
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { AuditEvent } from '../../../src/operations/audit/audit-event.js';
import { auditLogOf } from '../../kit/server/audit-log.js';
import { openStream } from '../../kit/server/event-stream.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';
import type { Person } from '../../kit/server/settings.js';

const server = aServerOfItsOwn();
const AUDITOR: Person = { account: 'acme', roles: ['AUDITOR'] };
const EVERYWHERE: Person = { account: null, roles: ['AUDITOR'] };

type Place = { query?: string; lastEventId?: string | undefined };

async function follow(person: Person, { query = '', lastEventId }: Place = {}, of = server) {
  return openStream<AuditEvent>(`${of.address}/audit/events${query}`, {
    authorization: `Bearer ${await of.token(person)}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  });
}
async function ask(person: Person, query = '', headers = {}) {
  const authorization = `Bearer ${await server.token(person)}`;
  return server.get(`/audit/events${query}`, { authorization, ...headers });
}
async function setPolicy(of: Pick<typeof server, 'ask'>, token: string, productionChanges: 'DIRECT' | null) {
  const query = `mutation ($input: SetAccountPolicyInput!) { setAccountPolicy(input: $input) { userErrors { code } position } }`;
  const { data } = await of.ask(query, { input: { productionChanges } }, token);
  return String(data['setAccountPolicy']?.['position']);
}
const typesIn = (events: readonly { event: string | undefined }[]) => events.map(({ event }) => event);

describe('an auditor is told', () => {
  test('at once where it begins, and then every event of keys and of the policy, as the audit log has it', async () => {
    const stream = await follow(AUDITOR);
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    const id = await server.newKey('Portal');
    const policy = await setPolicy(server, server.administrator, 'DIRECT');
    await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'Portal 2', reason: 'Rebranded' });
    const events = await stream.take(3);
    stream.close();
    expect(typesIn(events)).toEqual(['KeyCreated', 'AccountPolicySet', 'KeyRenamed']);
    expect(events[1]?.id).toBe(policy);
    expect(stream.text()).toMatch(
      /^: it begins\nid: [0-9a-f]+_[0-9a-f]+\n\nid: [0-9a-f_]+\nevent: KeyCreated\ndata: {/,
    );
    const told = await auditLogOf(server, server.administrator);
    expect(events.map(({ data }) => data)).toEqual(told.slice(-3).map((event) => ({ ...event, account: 'acme' })));
    expect(events[2]?.data).toMatchObject({
      ...{ reason: 'Rebranded', integratorKeyId: id, revision: 1, environment: null, proposalId: null },
      changes: [{ field: 'name', before: 'Portal', after: 'Portal 2' }],
    });
  });

  test('of a policy at once, also when nothing happens to a key', async () => {
    const stream = await follow(AUDITOR);
    await setPolicy(server, server.administrator, null);
    expect(typesIn(await stream.take(1))).toEqual(['AccountPolicySet']);
    await setPolicy(server, server.administrator, 'DIRECT');
    const [, event] = await stream.take(2);
    expect(event?.data.changes).toEqual([{ field: 'productionChanges', before: null, after: 'DIRECT' }]);
    stream.close();
  });

  test.each(['?after=beginning', '?after='])('everything from the beginning with %s', async (query) => {
    const stream = await follow(AUDITOR, { query });
    const told = await auditLogOf(server, server.administrator);
    const events = await stream.take(told.length);
    expect(events.map(({ data }) => data)).toEqual(told.map((event) => ({ ...event, account: 'acme' })));
    expect(stream.text()).toMatch(/^: it begins\nid: beginning\n\n/);
    const again = await follow(AUDITOR, { lastEventId: 'beginning' });
    expect((await again.take(1))[0]?.id).toBe(told[0]?.position);
    stream.close();
    again.close();
  });

  test('nothing secret: no secret, no digest, and of a secret its last four characters', async () => {
    const stream = await follow(AUDITOR);
    const id = await server.newKey();
    const { plainText, secret } = await server.mutate(
      'addSecret',
      { integratorKeyId: id },
      'plainText secret { lastFour }',
    );
    await server.mutate('addKeypair', { integratorKeyId: id });
    expect(typesIn(await stream.take(3))).toEqual(['KeyCreated', 'SecretAdded', 'KeypairAdded']);
    stream.close();
    expect(stream.text()).not.toContain(String(plainText));
    expect(stream.text()).toContain(`"after":"${String(secret?.['lastFour'])}"`);
    expect(stream.text()).not.toMatch(/digest|pepper|salt|PRIVATE KEY/i);
    const digests = await digestsInLog();
    expect(digests.length).toBeGreaterThan(0);
    for (const digest of digests) expect(stream.text()).not.toContain(digest);
  });
});

/** The digests in the log: as many leaves as there are events of the account, while nobody else has any. */
async function digestsInLog(): Promise<string[]> {
  const count = (await auditLogOf(server, server.administrator)).length;
  const authorization = `Bearer ${await server.token(EVERYWHERE)}`;
  const entries = await server.get(`/audit/tile/entries/000.p/${count}`, { authorization });
  return [...entries.text.matchAll(/"digest":"([^"]{20,})"/g)].map(([, digest]) => digest!);
}

describe('whose events', () => {
  test('of its own account alone if it is bound to one, else of all', async () => {
    const account = `other-${randomUUID()}`;
    const streams = [await follow(AUDITOR), await follow({ ...AUDITOR, account }), await follow(EVERYWHERE)];
    const theirs = await server.token({ account });
    await server.newKey('Theirs', theirs);
    await setPolicy(server, theirs, 'DIRECT');
    await server.newKey('Ours');
    const [own, others, all] = await Promise.all([streams[0]!.take(1), streams[1]!.take(2), streams[2]!.take(3)]);
    for (const stream of streams) stream.close();
    expect(own.map(({ data }) => data.account)).toEqual(['acme']);
    expect(typesIn(others)).toEqual(['KeyCreated', 'AccountPolicySet']);
    expect(all.map(({ data }) => data.account)).toEqual([account, account, 'acme']);
    expect(all.slice(0, 2).map(({ data }) => data)).toEqual(others.map(({ data }) => data));
  });

  test.each<[string, Person, number]>([
    ['an auditor', AUDITOR, 200],
    ['an auditor of every account', EVERYWHERE, 200],
    ['an administrator', { roles: ['ADMINISTRATOR'] }, 200],
    ['a developer', { roles: ['DEVELOPER'] }, 403],
    ['a reviewer', { account: null, roles: ['REVIEWER'] }, 403],
    ['an authorization server', { account: null, roles: ['AUTHORIZATION_SERVER'] }, 403],
  ])('follow, or not: %s', async (_, person, status) => {
    const stream = await follow(person);
    stream.close();
    expect(stream.response.status).toBe(status);
  });

  test('nobody without a token', async () => {
    expect((await server.get('/audit/events')).status).toBe(401);
  });
});

describe('where it begins', () => {
  test('now, and whoever was cut before the first event misses nothing', async () => {
    const stream = await follow(AUDITOR);
    while (stream.lastId() === undefined) await new Promise((resolve) => setImmediate(resolve));
    stream.close();
    await setPolicy(server, server.administrator, null);
    await server.newKey();
    const back = await follow(AUDITOR, { lastEventId: stream.lastId() });
    expect(typesIn(await back.take(2))).toEqual(['AccountPolicySet', 'KeyCreated']);
    back.close();
  });

  test('the last id counts before the address, which a client that comes back does not change', async () => {
    const [first, second, third] = (await auditLogOf(server, server.administrator)).map(({ position }) => position);
    const stream = await follow(AUDITOR, { query: `?after=${first}`, lastEventId: second });
    expect((await stream.take(1))[0]?.id).toBe(third);
    stream.close();
  });

  test.each(['CANARY', `${'0'.repeat(32)}_0000000000000001`, '%20'])('after=%s is a problem', async (foreign) => {
    const answers = [await ask(AUDITOR, `?after=${foreign}`)];
    if (foreign !== '%20') answers.push(await ask(AUDITOR, '', { 'last-event-id': foreign }));
    for (const { status, text } of answers) {
      expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([400, 'invalid_position']);
      expect(text).not.toContain('CANARY');
    }
  });

  test('two of them are a problem', async () => {
    expect((await ask(AUDITOR, '?after=beginning&after=beginning')).status).toBe(400);
  });
});

describe('it ends', () => {
  test('when the token expires, and the next request is 401', async () => {
    const authorization = `Bearer ${await server.token({ ...AUDITOR, lifetimeSeconds: 2 })}`;
    const stream = await openStream(`${server.address}/audit/events`, { authorization });
    await stream.ended;
    expect(stream.text()).toMatch(/^: it begins\nid: \S+\n\n$/);
    expect((await server.get('/audit/events', { authorization })).status).toBe(401);
  });

  test('at once with HEAD, which answers the headers alone', async () => {
    const authorization = `Bearer ${await server.token(AUDITOR)}`;
    const answer = await fetch(`${server.address}/audit/events`, { method: 'HEAD', headers: { authorization } });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      ...[200, 'text/event-stream', ''],
    ]);
  });
});

test('more than 20 streams of one caller are a problem', async () => {
  const person = { ...AUDITOR, subject: 'siem@acme.example' };
  const streams = await Promise.all(Array.from({ length: 20 }, () => follow(person)));
  const { status, text } = await ask(person);
  for (const stream of streams) stream.close();
  expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([429, 'too_many_streams']);
});

test('whoever follows has read the histories of all keys of the account', async () => {
  const stream = await follow({ ...AUDITOR, subject: 'otto@acme.example' });
  await server.newKey();
  await stream.take(1);
  stream.close();
  const READS = `{ auditLog(filter: { types: [HistoryRead], actor: "otto@acme.example" }, include: [READS]) {
    nodes { ... on HistoryRead { integratorKeyId } } } }`;
  const { data } = await server.ask(READS);
  expect(data['auditLog']?.['nodes']).toEqual([{ integratorKeyId: null }]);
});

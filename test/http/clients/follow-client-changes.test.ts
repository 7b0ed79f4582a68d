import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { aServer, serve } from '../../kit/server/server.js';
import { openStream, type ReceivedEvent } from '../../kit/server/event-stream.js';
import { asAuthorizationServer, v1Asker } from '../../kit/server/v1.js';
import type { Person } from '../../kit/server/settings.js';

const server = aServer();
const { send } = asAuthorizationServer(server);
const path = '/demo/changes';

interface Place {
  person?: Person;
  environment?: string;
  query?: string;
  lastEventId?: string | undefined;
}

/** By default as an authorization server of this account: others write to the server that the tests share. */
async function follow({ person = {}, environment = 'demo', query = '', lastEventId }: Place = {}) {
  const token = await server.token({ roles: ['AUTHORIZATION_SERVER'], ...person });
  return openStream(`${server.address}/v1/${environment}/changes${query}`, {
    authorization: `Bearer ${token}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  });
}
const rename = (integratorKeyId: string, name: string) =>
  server.mutate('renameIntegratorKey', { integratorKeyId, name });
const whats = (events: ReceivedEvent[]) => events.map(({ data }) => data.what.join());

describe('an authorization server is told', () => {
  test('at once where it begins, and then what has changed', async () => {
    const stream = await follow();
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    const id = await server.newKey();
    const begun = stream.response.headers.get('keyledger-position')!;
    await stream.take(1);
    expect(stream.text()).toMatch(new RegExp(`^: it begins\nid: ${begun}\n\nid: `));

    const input = { integratorKeyId: id };
    const changes: [string, object][] = [
      ['addRedirectUri', { redirectUri: 'https://app.example/cb' }],
      ['describeIntegratorKey', { description: 'words for people' }],
      ['addSecret', {}],
      ['addKeypair', {}],
      ['renameIntegratorKey', { name: 'New' }],
      ['setPolicyLinks', { privacyPolicyUrl: 'https://app.example/p' }],
      ['transferOwnership', { newOwner: 'bob@acme.example' }],
      ['disableIntegratorKey', {}],
      ['deleteIntegratorKey', {}],
    ];
    let last = '';
    for (const [verb, more] of changes) {
      const { userErrors, position } = await server.mutate(verb, { ...input, ...more });
      expect([verb, userErrors]).toEqual([verb, []]);
      last = String(position);
    }
    const events = await stream.take(8);
    const all = 'client,redirect_uris,secrets,keys';
    expect(whats(events)).toEqual([all, 'redirect_uris', 'secrets', 'keys', 'client', 'client', all, all]);
    expect(new Set(events.map(({ data }) => data.client_id))).toEqual(new Set([id]));
    expect(events.at(-1)?.id).toBe(last);
    stream.close();
  });

  test('when this server already answers by it', async () => {
    const id = await server.newKey();
    const stream = await follow();
    for (const name of ['One', 'Two', 'Three']) {
      await rename(id, name);
      const events = await stream.take(1);
      expect(events.length).toBeGreaterThan(0);
      expect((await send(`/demo/clients/${id}`)).body['client_name']).toBe(name);
    }
    stream.close();
  });

  test('nothing of another environment: a key that has demo alone is not in production', async () => {
    const [demo, production] = [await follow(), await follow({ environment: 'production' })];
    const id = await server.newKey();
    await server.mutate('addSecret', { integratorKeyId: id });
    await rename(id, 'New');
    expect(whats(await demo.take(3)).slice(1)).toEqual(['secrets', 'client']);
    await delay(200); // the other stream has had its three by now
    expect(production.text()).toMatch(/^: it begins\nid: \S+\n\n$/);
    demo.close();
    production.close();
  });

  test('of the clients of its account alone if it is bound to one, else of all', async () => {
    const account = `other-${randomUUID()}`;
    const [own, others, all] = [
      await follow(),
      await follow({ person: { account } }),
      await follow({ person: { account: null } }),
    ];
    const other = await server.newKey('Theirs', await server.token({ account }));
    const mine = await server.newKey();
    expect((await own.take(1)).map(({ data }) => data.client_id)).toEqual([mine]);
    expect((await others.take(1)).map(({ data }) => data.client_id)).toEqual([other]);
    const seen: string[] = [];
    while (!seen.includes(mine))
      seen.push(...(await all.take(seen.length + 1)).slice(seen.length).map(({ data }) => data.client_id));
    expect(seen.filter((id) => id === mine || id === other)).toEqual([other, mine]);
    for (const stream of [own, others, all]) stream.close();
  });
});

test('through 100 cuts at random places, while others write, nothing is left out, told twice or out of order', async () => {
  const id = await server.newKey();
  const start = String((await rename(id, 'Before'))['position']);
  const written: string[] = [];
  let writing = true;
  const writer = (async () => {
    for (let name = 0; writing; name++) written.push(String((await rename(id, `Name ${name}`))['position']));
  })();
  const told: string[] = [];
  let lastEventId = start;
  for (let cut = 0; cut < 100; cut++) {
    const stream = await follow(cut % 2 ? { lastEventId } : { query: `?after=${lastEventId}` });
    const events = await stream.take(Math.floor(Math.random() * 5));
    stream.close();
    told.push(...events.map((event) => event.id));
    lastEventId = told.at(-1) ?? stream.lastId() ?? lastEventId;
  }
  writing = false;
  await writer;
  const rest = await follow({ lastEventId });
  const missing = written.filter((position) => position > lastEventId).length;
  told.push(...(await rest.take(missing)).map((event) => event.id));
  rest.close();
  expect(told.length).toBeGreaterThan(100);
  expect(told).toEqual(written);
  const whole = await follow({ lastEventId: start }); // more than one page of the history
  expect((await whole.take(written.length)).map((event) => event.id)).toEqual(written);
  whole.close();
});

describe('where it begins', () => {
  test('after and Last-Event-ID may be the same, and not different', async () => {
    const id = await server.newKey();
    const [one, other] = [await rename(id, 'A'), await rename(id, 'B')].map(({ position }) => String(position));
    const same = await follow({ query: `?after=${one}`, lastEventId: one });
    expect((await same.take(1)).map((event) => event.id)).toEqual([other]);
    same.close();
    expect(await send(`${path}?after=${one}`, { headers: { 'last-event-id': other! } })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  test.each(['CANARY', `${'0'.repeat(32)}_0000000000000001`, ' '])(
    'a foreign position (%s) is a problem',
    async (foreign) => {
      for (const answer of [
        await send(`${path}?after=${encodeURIComponent(foreign)}`),
        ...(foreign === ' ' ? [] : [await send(path, { headers: { 'last-event-id': foreign } })]),
      ]) {
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_position' } });
        expect(answer.text).not.toContain('CANARY');
      }
    },
  );
});

test('a position beyond the end of the log is a problem: a backup was restored, and what comes next is something else', async () => {
  const soon = await serve({ KEYLEDGER_VIEWS_WAIT_MS: '100' }); // as long as it waits for somebody who writes
  const asking = asAuthorizationServer(soon);
  const { position } = await soon.mutate('createIntegratorKey', { name: 'The last' });
  const [log = ''] = String(position).split('_');
  const beyond = await asking.send(`/demo/changes?after=${log}_${'f'.repeat(16)}`);
  await soon.remove();
  expect(beyond).toMatchObject({ status: 400, body: { code: 'invalid_position' } });
});

describe('it ends', () => {
  test('when the token expires, and the next request is 401', async () => {
    const token = await server.token({ roles: ['AUTHORIZATION_SERVER'], lifetimeSeconds: 2 });
    const stream = await openStream(`${server.address}/v1${path}`, { authorization: `Bearer ${token}` });
    await stream.ended;
    expect(stream.text()).toMatch(/^: it begins\nid: \S+\n\n$/);
    expect((await v1Asker(server, () => Promise.resolve(token)).send(path)).status).toBe(401);
  });

  test.each(['reads', 'does not read'])('when the server closes, at once, also with a client that %s', async (how) => {
    const closing = await serve();
    const token = await closing.token({ account: null, roles: ['AUTHORIZATION_SERVER'] });
    const headers = { authorization: `Bearer ${token}` };
    if (how === 'does not read') await fetch(`${closing.address}/v1${path}`, { headers });
    const stream = await openStream(`${closing.address}/v1${path}`, headers);
    const began = Date.now();
    await closing.remove();
    expect(Date.now() - began).toBeLessThan(10_000);
    await stream.ended;
  });
});

test('HEAD answers the headers, without a stream', async () => {
  const { status, headers, text } = await send(path, { method: 'HEAD' });
  expect({ status, text, type: headers.get('content-type') }).toEqual({
    status: 200,
    text: '',
    type: 'text/event-stream',
  });
  expect(headers.has('keyledger-position')).toBe(true);
});

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { roles } from '../../../src/app/access/actor.js';
import { rolesThatMay } from '../../../src/app/access/authorize.js';
import { assemble } from '../../kit/server/observed-server.js';
import { answerOf, errorsOf, follow, subscribersOf, watch } from '../../kit/server/followers.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const subscriber = subscribersOf(server);

/** A place before everything that happens from here on. */
const here = async () => String((await server.mutate('createIntegratorKey', { name: 'Marker' }))['position']);
const rename = (integratorKeyId: string, name: string) =>
  server.mutate('renameIntegratorKey', { integratorKeyId, name });

describe('keyEvents', () => {
  test('tells what happens as it happens, and resumes without a gap and without a repeat', async () => {
    const after = await here();
    const live = watch(subscriber(server.administrator), after);
    const key = await server.newKey();
    const [created] = await live.next(1);
    expect(created).toMatchObject({ type: 'KeyCreated', integratorKeyId: key, revision: 0 });
    for (let index = 1; index <= 5; index++) await rename(key, `N${index}`);
    const seen = await live.next(5);
    expect(seen.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
    await live.end();

    await rename(key, 'N6'); // nobody looks
    const resumed = watch(subscriber(server.administrator), seen[2]?.position);
    await rename(key, 'N7');
    expect((await resumed.next(4)).map(({ revision }) => revision)).toEqual([4, 5, 6, 7]);
    expect(await watch(subscriber(server.administrator), after).next(8)).toMatchObject(
      [0, 1, 2, 3, 4, 5, 6, 7].map((revision) => ({ revision, integratorKeyId: key })),
    );
  });

  test('begins with the first event ever, if it is asked to, and takes no position beside that', async () => {
    const token = await server.token({ account: `new-${randomUUID()}` });
    const key = await server.newKey('First', token);
    const events = subscriber(token);
    const all = 'subscription { keyEvents(from: BEGINNING) { type integratorKeyId } }';
    expect(await answerOf(events, all)).toMatchObject({
      data: { keyEvents: { type: 'KeyCreated', integratorKeyId: key } },
    });
    const both = `subscription { keyEvents(from: BEGINNING, after: "${await here()}") { type } }`;
    expect(errorsOf(await answerOf(events, both))).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('goes on in the middle of what was appended at once', async () => {
    const integratorKeyId = await server.newKey();
    const after = await here();
    await server.mutate('saveIntegratorKey', { integratorKeyId, name: 'B', description: 'C', addSecrets: [{}, {}] });
    const all = await watch(subscriber(server.administrator), after).next(4);
    expect(new Set(all.map(({ position }) => position)).size).toBe(4);
    const rest = await watch(subscriber(server.administrator), all[1]?.position).next(2);
    expect(rest).toEqual(all.slice(2));
  });

  test('without a position starts with what comes next', async () => {
    const live = watch(subscriber(server.administrator));
    const first = live.next(1);
    let seen: unknown;
    void first.then((events) => (seen = events));
    while (seen === undefined) await server.newKey('Now');
    expect(await first).toMatchObject([{ type: 'KeyCreated' }]);
  });

  test("shows nobody another account's events, nor a developer a colleague's", async () => {
    const after = await here();
    const globex = await server.token({ account: `globex-${randomUUID()}` });
    const developer = await server.token({ roles: ['DEVELOPER'], subject: 'dev@acme.example' });
    const theirs = watch(subscriber(globex), after);
    const own = watch(subscriber(developer), after);
    await server.newKey('Of acme');
    const ofGlobex = await server.newKey('Of globex', globex);
    const ofDeveloper = await server.newKey('Of the developer', developer);
    expect(await theirs.next(1)).toMatchObject([{ integratorKeyId: ofGlobex }]);
    expect(await own.next(1)).toMatchObject([{ integratorKeyId: ofDeveloper }]);
  });

  test.each(roles)('is open to %s as the table of permissions says', async (role) => {
    const account = role === 'AUTHORIZATION_SERVER' ? null : server.account;
    const token = await server.token({ roles: [role], account, subject: 'someone@acme.example' });
    const after = await here();
    await server.newKey('Own', await server.token({ roles: ['DEVELOPER'], subject: 'someone@acme.example' }));
    const answer = await answerOf(subscriber(token), follow, { after });
    if (rolesThatMay('keyEvents').includes(role))
      expect(answer).toMatchObject({ data: { keyEvents: { type: 'KeyCreated' } } });
    else expect(errorsOf(answer)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('ends when the token does', async () => {
    const ending = async (lifetimeSeconds: number) =>
      answerOf(subscriber(await server.token({ lifetimeSeconds })), follow);
    let answer = await ending(1);
    // on a slow machine a token may be over before it is shown
    for (let seconds = 2; (answer as { code?: number }).code === 4403; seconds *= 2) answer = await ending(seconds);
    expect(errorsOf(answer)).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('frees what it holds when the client is done, or goes away without a word', async () => {
    const watched = await assemble();
    const heldIs = async (count: number) => {
      while (watched.listening.size !== count) await delay(5);
    };
    const polite = subscriber(watched.token, watched.address);
    const subscriptions = [1, 2, 3].map(() => watch(polite));
    const answers = subscriptions.map((events) => events.next(1).catch(() => undefined));
    await heldIs(3);
    for (const events of subscriptions) await events.end();
    await heldIs(0);

    const socket = new WebSocket(`${watched.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${watched.token}` } }));
    await once(socket, 'message');
    socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { keyEvents { id } }' } }),
    );
    await heldIs(1);
    socket.terminate();
    await heldIs(0);

    await polite.dispose();
    await Promise.all(answers);
    await watched.close();
  });
});

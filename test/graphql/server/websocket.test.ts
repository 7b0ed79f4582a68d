import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { answerOf, errorsOf, follow, subscribersOf, watch } from '../../kit/server/followers.js';
import { aServer, serve } from '../../kit/server/server.js';

const server = aServer();
const subscriber = subscribersOf(server);

/** A place before everything that happens from here on. */
const here = async () => String((await server.mutate('createIntegratorKey', { name: 'Marker' }))['position']);

describe('over a WebSocket', () => {
  const canary = 'CANARYcanaryCANARYcanaryCANARYcanaryCANARYcanary';

  test.each([undefined, 'garbage'])('nobody is let in with the token %s', async (token) => {
    expect(await answerOf(subscriber(token), follow)).toMatchObject({ code: 4403 });
  });

  test.each([
    ['a mutation', 'mutation { createIntegratorKey(input: { name: "A" }) { position } }', {}, 'BAD_USER_INPUT'],
    ['a query', '{ viewer { id } }', {}, 'BAD_USER_INPUT'],
    ['a syntax error', `subscription { ${canary}`, {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', `subscription { ${canary} }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['too many tokens', `subscription { keyEvents { ${'id '.repeat(4000)} } }`, {}, 'TOO_MANY_TOKENS'],
    ['a malformed position', follow, { after: canary }, 'BAD_USER_INPUT'],
    ['a position that is a number', follow, { after: 7 }, 'BAD_USER_INPUT'],
    ['a position that is an object', follow, { after: { a: canary } }, 'BAD_USER_INPUT'],
    [
      'an unknown variable type',
      `subscription ($a: ${canary}) { keyEvents(after: $a) { id } }`,
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s is refused, by code and without a value', async (_, query, variables, code) => {
    const answer = await answerOf(subscriber(server.administrator), query, variables);
    expect(JSON.stringify(answer)).not.toContain(canary);
    expect(errorsOf(answer)).toMatchObject([{ extensions: { code } }]);
  });

  test('a refused mutation has done nothing', async () => {
    const count = async () => (await server.ask('{ integratorKeys { totalCount } }')).data;
    const before = await count();
    await answerOf(
      subscriber(server.administrator),
      'mutation { createIntegratorKey(input: { name: "A" }) { position } }',
    );
    expect(await count()).toEqual(before);
  });

  test('the server says goodbye with 1001 when it stops, and stops', async () => {
    const stopping = await serve();
    const socket = new WebSocket(`${stopping.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(
      JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${stopping.administrator}` } }),
    );
    await once(socket, 'message');
    socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { keyEvents { id } }' } }),
    );
    const closed = once(socket, 'close');
    await stopping.remove();
    expect((await closed)[0]).toBe(1001);
  });

  test('a message that is none closes the connection and harms nobody else', async () => {
    const live = watch(subscriber(server.administrator), await here());
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    socket.send(`{"type":"${canary}"`);
    const [code, reason] = (await closed) as [number, Buffer];
    expect(code).toBeGreaterThanOrEqual(4000);
    expect(String(reason)).not.toContain(canary);
    await server.newKey();
    expect(await live.next(1)).toHaveLength(1);
  });
});

test('a socket carries twenty subscriptions and refuses the next', async () => {
  const one = subscriber(server.administrator);
  const after = await here();
  const errors: unknown[] = [];
  const started = Array.from({ length: 20 }, () =>
    one.subscribe(
      { query: follow, variables: { after } },
      { next: () => undefined, error: (error) => errors.push(error), complete: () => undefined },
    ),
  );
  await server.newKey(); // so that one too many would be answered too, by an event
  expect(errorsOf(await answerOf(one, follow, { after }))).toEqual([
    {
      message: 'This would be 21 subscriptions on one socket; at most 20 are open.',
      extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
    },
  ]);
  expect(errors).toEqual([]);
  started.forEach((end) => end());
});

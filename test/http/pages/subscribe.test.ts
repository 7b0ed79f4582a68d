import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import { reasonsOf, subscriptionsAt } from '../../../src/http/pages/ide/subscribe.js';

const servers: { close(): unknown }[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** A server of graphql-transport-ws that answers each kind of message as it is told. */
async function serving(answers: Record<string, (socket: WebSocket) => void>) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  const heard: unknown[] = [];
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data as Buffer)) as { type: string; id?: string };
      heard.push(message);
      answers[message.type]?.(socket);
    }),
  );
  await once(server, 'listening');
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, server };
}

const send = (message: object) => (socket: WebSocket) => socket.send(JSON.stringify(message));
const acknowledge = send({ type: 'connection_ack' });
const idOf = (heard: unknown[]) => (heard.at(-1) as { id: string }).id;

/** All that GraphiQL would be told. */
function told(url: string, request: object = {}) {
  const heard: unknown[] = [];
  const subscribe = subscriptionsAt(url, (options) => createClient({ ...options, webSocketImpl: WebSocket }));
  return new Promise<unknown[]>((resolve) => {
    subscribe({ query: 'subscription { x }', ...request }, { Authorization: 'Bearer x' }).subscribe({
      next: (answer) => void heard.push(answer),
      error: (errors) => resolve([...heard, { errors }]),
      complete: () => resolve([...heard, 'complete']),
    });
  });
}

describe('a subscription in the page', () => {
  test('sends the headers of its tab and shows what comes', async () => {
    const server = await serving({
      connection_init: acknowledge,
      subscribe: (socket) => {
        const id = idOf(server.heard);
        send({ type: 'next', id, payload: { data: { x: 1 } } })(socket);
        send({ type: 'complete', id })(socket);
      },
    });
    expect(await told(server.url, { variables: { a: 1 }, operationName: 'X' })).toEqual([
      { data: { x: 1 } },
      'complete',
    ]);
    expect(server.heard.slice(0, 2)).toMatchObject([
      { type: 'connection_init', payload: { Authorization: 'Bearer x' } },
      { type: 'subscribe', payload: { query: 'subscription { x }', variables: { a: 1 }, operationName: 'X' } },
    ]);
  });

  test('that is refused shows why, at once and without another try', async () => {
    const server = await serving({ connection_init: (socket) => socket.close(4403, 'The token does not count') });
    expect(await told(server.url)).toEqual([
      { errors: [{ message: 'The socket was closed with code 4403: The token does not count' }] },
    ]);
    expect(server.heard).toHaveLength(1);
  });

  test('that ends with errors shows them as they are', async () => {
    const errors = [{ message: 'over', extensions: { code: 'UNAUTHENTICATED' } }];
    const server = await serving({
      connection_init: acknowledge,
      subscribe: (socket) => send({ type: 'error', id: idOf(server.heard), payload: errors })(socket),
    });
    expect(await told(server.url)).toEqual([{ errors }]);
  });

  test('whose server goes away shows that', async () => {
    const server = await serving({ connection_init: acknowledge, subscribe: (socket) => socket.terminate() });
    expect(await told(server.url)).toEqual([
      { errors: [{ message: 'The socket was closed with code 1006: no reason was given.' }] },
    ]);
  });
});

test.each([
  [new Error('no socket'), 'no socket'],
  [{ type: 'error' }, expect.stringMatching(/^No WebSocket could be opened/)],
  [undefined, expect.stringMatching(/^No WebSocket could be opened/)],
])('the reason of %p', (fault, message) => expect(reasonsOf(fault)).toEqual([{ message }]));

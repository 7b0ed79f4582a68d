import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import { rawSocket } from '../../kit/server/raw-socket.js';

const server = aServer();

/** As the built-in clients of Java and curl ask, who can speak HTTP/2 as well. */
const h2c = {
  connection: 'Upgrade, HTTP2-Settings',
  upgrade: 'h2c',
  'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAA',
};

function send(method: string, path: string, headers: Record<string, string>, body = '') {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(`${server.address}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('upgrade', () => reject(new Error('The server has upgraded.')));
    sent.on('error', reject).end(body);
  });
}

describe('an offer to upgrade that is no WebSocket of subscriptions is as if it were absent', () => {
  test.each(['/health/live', '/health/ready', '/', '/nowhere'])('GET %s', async (path) => {
    const plain = await send('GET', path, {});
    expect((await send('GET', path, h2c)).status).toBe(plain.status);
    const elsewhere = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    expect((await send('GET', path, elsewhere)).status).toBe(plain.status);
  });

  test.each([
    ['h2c', h2c],
    ['websocket, which is for GET', { connection: 'Upgrade', upgrade: 'websocket' }],
    ['an unknown protocol', { connection: 'upgrade', upgrade: 'TLS/1.3, h2c' }],
  ])('POST of an operation, offering %s', async (_, offer) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.administrator}`, ...offer };
    const body = JSON.stringify({ query: `{ viewer { id } } # ${'x'.repeat(50_000)}` });
    const answer = await send('POST', '/graphql', headers, body);
    expect(answer).toEqual({ status: 200, text: expect.stringContaining('"viewer":{"id":') });
  });

  test('GET of an operation', async () => {
    const headers = { authorization: `Bearer ${server.administrator}`, 'apollo-require-preflight': 'true', ...h2c };
    expect(await send('GET', `/graphql?query=${encodeURIComponent('{ viewer { id } }')}`, headers)).toMatchObject({
      status: 200,
    });
  });
});

test('the WebSocket of subscriptions is still one', async () => {
  const socket = await rawSocket(server.address);
  socket.socket.close();
  await socket.closed;
});

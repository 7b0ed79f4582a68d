import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeApp } from '../../../src/http/server/app.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const canary = 'CANARYcanaryCANARYcanary';

/** An answer as it came on a bare socket. */
function parts(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ') as [string, string]));
  return { status: Number(status.split(' ')[1]), headers, body };
}

async function raw(text: string) {
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk))).on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return parts(answer);
}

const upgrade = (...lines: string[]) =>
  ['GET /graphql HTTP/1.1', 'Host: a', 'Connection: Upgrade', 'Upgrade: websocket', ...lines, '', ''].join('\r\n');

test.each([
  ['a header of 17,000 characters', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${canary.repeat(750)}\r\n\r\n`, 431],
  ['no HTTP at all', `${canary}\r\n\r\n`, 400],
  ['a method that does not exist', `${canary} / HTTP/1.1\r\nHost: a\r\n\r\n`, 400],
  ['a header without a name', `GET / HTTP/1.1\r\nHost: a\r\n: ${canary}\r\n\r\n`, 400],
  ['two lengths', `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
  ['no Host', `GET /health/live?${canary} HTTP/1.1\r\n\r\n`, 400],
  ['an expectation', `GET /health/live HTTP/1.1\r\nHost: a\r\nExpect: ${canary}\r\n\r\n`, 417],
  ['a WebSocket without a key', upgrade('Sec-WebSocket-Version: 13'), 400],
  [
    'a WebSocket of another version',
    upgrade('Sec-WebSocket-Version: 99', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='),
    400,
  ],
])('%s is answered as every other error is', async (_, request, status) => {
  const answer = await raw(request);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
  });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-correlation-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    connection: 'close',
  });
  expect(answer.body + JSON.stringify(answer.headers)).not.toMatch(/CANARY|wrong here/i);
});

test('HTTP/1.0 needs no Host', async () => {
  expect((await raw('GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
});

describe('on a socket that Node has given up', () => {
  const app = makeApp({ logLevel: 'silent', bodyLimit: 1024, trustedProxies: null });
  afterAll(() => app.close());
  /** What is written for this error, on a socket with this answer under way. */
  const told = (code: string, headersSent = false) => {
    const socket = Object.assign(new PassThrough(), { _httpMessage: { headersSent } });
    let written = '';
    socket.write = (chunk: unknown) => ((written += String(chunk)), true);
    app.server.emit('clientError', Object.assign(new Error(canary), { code }), socket as never);
    return { written, isOver: socket.destroyed };
  };

  test('a request that took too long is 408', () => {
    const { written, isOver } = told('ERR_HTTP_REQUEST_TIMEOUT');
    const { status, body } = parts(written);
    expect([status, isOver]).toEqual([408, true]);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ message: 'The request took too long.' }] });
  });

  test('an answer that is half-way out is not continued by another one', () => {
    expect(told('HPE_INVALID_METHOD', true)).toEqual({ written: '', isOver: true });
  });

  test('nobody is told who has gone away', () => expect(told('ECONNRESET').written).toBe(''));
});

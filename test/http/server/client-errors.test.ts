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

/** Sends this, and `rest` once the server asks for it (RFC 9110 10.1.1). */
async function raw(text: string, rest = '') {
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    if (String(chunk).startsWith('HTTP/1.1 100')) socket.write(rest);
    else answer += String(chunk);
  });
  socket.on('error', () => undefined);
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

const check = 'POST /v1/demo/check-redirect-uri HTTP/1.1\r\nHost: a\r\n';
const chunked = `${check}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n`;

test.each([
  ['a header of 17,000 characters', `${check}X-A: ${canary.repeat(750)}\r\n\r\n`, '', 431, 'headers_too_large'],
  ['a header without a name', `${check}: ${canary}\r\n\r\n`, '', 400, 'invalid_request'],
  ['two lengths', `${check}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, '', 400, 'invalid_request'],
  ['a length that is no number', `${check}Content-Length: ${canary}\r\n\r\n`, '', 400, 'invalid_request'],
  ['a chunk without a length', `${chunked}\r\n${canary}`, '', 400, 'invalid_request'],
  ['a later one', `${chunked}Expect: 100-continue\r\n\r\n`, `${canary}\r\n`, 400, 'invalid_request'],
  ['a long extension', `${chunked}\r\n1;${canary.repeat(750)}\r\n`, '', 413, 'content_too_large'],
  ['no Host', `GET /v1/openapi.json?${canary} HTTP/1.1\r\n\r\n`, '', 400, 'invalid_request'],
  ['an expectation', `${check}Expect: ${canary}\r\n\r\n`, '', 417, 'expectation_failed'],
])('%s is a problem where the address is of /v1', async (_, request, rest, status, code) => {
  const answer = await raw(request, rest);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ type: `/v1/problems/${code}`, status, code });
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringMatching(/^application\/problem\+json/),
    'cache-control': 'no-store',
    'x-correlation-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    connection: 'close',
  });
  expect(answer.body + JSON.stringify(answer.headers)).not.toMatch(/CANARY/i);
});

test.each([
  ['a name that goes on', 'GET /v1x HTTP/1.1\r\n: a\r\n\r\n'],
  ['a later part of a path', 'GET /graphql/v1/ HTTP/1.1\r\n: a\r\n\r\n'],
  ['a header', 'GET /graphql HTTP/1.1\r\nReferer: GET /v1/ \r\n: a\r\n\r\n'],
])('%s is not of /v1', async (_, request) => {
  expect(JSON.parse((await raw(request)).body)).toEqual({ errors: [expect.anything()] });
});

test('HTTP/1.0 needs no Host', async () => {
  expect((await raw('GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
});

describe('on a socket that Node has given up', () => {
  const app = makeApp({ logLevel: 'silent', bodyLimit: 1024, trustedProxies: null });
  afterAll(() => app.close());
  /** What is written for this error, on a socket with this answer under way. */
  const told = (code: string, headersSent = false, url = '/graphql') => {
    const socket = Object.assign(new PassThrough(), { _httpMessage: { headersSent, req: { url } } });
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

  test('and a problem where the body is for /v1', () => {
    const { status, body } = parts(told('ERR_HTTP_REQUEST_TIMEOUT', false, '/v1/demo/verify-grant').written);
    expect([status, JSON.parse(body)]).toEqual([408, expect.objectContaining({ code: 'request_timeout' })]);
  });

  test('an answer that is half-way out is not continued by another one', () => {
    expect(told('HPE_INVALID_METHOD', true)).toEqual({ written: '', isOver: true });
  });

  test('nobody is told who has gone away', () => expect(told('ECONNRESET').written).toBe(''));
});

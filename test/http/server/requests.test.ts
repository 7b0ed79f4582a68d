import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const viewer = { query: '{ viewer { id } }' };
const authorization = () => ({ authorization: `Bearer ${server.administrator}` });
const preflight = { 'apollo-require-preflight': 'true' };
const get = (query: string, headers = {}) =>
  server.get(`/graphql?query=${encodeURIComponent(query)}`, { ...authorization(), ...headers });

/** A request as text on a bare socket, for what fetch does not send. */
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(server.address);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });

describe('a body', () => {
  test('of a megabyte is 413, in JSON', async () => {
    const answer = await server.post({ query: `# ${'x'.repeat(1_000_000)}\n{ viewer { id } }` }, authorization());
    expect(answer).toMatchObject({ status: 413, code: 'BAD_REQUEST' });
  });

  test('that is malformed is 400, in JSON and without a stack', async () => {
    for (const body of [
      '{',
      '{"query":',
      'nonsense',
      '"text"',
      'null',
      '7',
      '[]',
      '{}',
      '{"query":7}',
      '{"query":"{ viewer { id } }","variables":[]}',
      '{"query":"{ viewer { id } }","variables":"x"}',
      '{"query":"{ viewer { id } }","operationName":7}',
    ]) {
      const answer = await server.post(body, authorization());
      expect([body, answer.status]).toEqual([body, 400]);
      expect(answer.errors).not.toEqual([]);
      expect(answer.text).not.toMatch(/stack|\.js|<html/);
    }
  });

  test('that would change prototypes is refused', async () => {
    expect((await server.post('{"__proto__":{"a":1},"query":"{ viewer { id } }"}', authorization())).status).toBe(400);
  });

  test('of several operations is refused', async () => {
    expect(await server.post([viewer, viewer], authorization())).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain;application/json',
    '',
  ])('of type "%s" is 415: a page of another origin could send it without asking', async (type) => {
    const answer = await server.post(viewer, { ...authorization(), 'content-type': type });
    expect(answer.status).toBe(415);
    expect(answer.code).toBe('BAD_REQUEST');
  });
});

describe('over GET', () => {
  test('a query is answered, with the header that a page of another origin cannot send', async () => {
    expect(await get('{ viewer { id } }', preflight)).toMatchObject({ status: 200, errors: [] });
    expect(await get('{ viewer { id } }')).toMatchObject({ status: 400 });
  });

  test('a mutation is refused, and does nothing', async () => {
    const answer = await get('mutation { createIntegratorKey(input: { name: "A" }) { position } }', preflight);
    expect(answer.status).toBe(405);
    expect((await server.ask('{ integratorKeys { totalCount } }')).data).toEqual({ integratorKeys: { totalCount: 0 } });
  });

  test('what would put a secret into a URL is refused', async () => {
    for (const [name, argument] of [
      ['verifyClientSecret', 'secret'],
      ['checkRedirectUri', 'redirectUri'],
    ] as const) {
      const field = name === 'verifyClientSecret' ? 'active' : 'match';
      const query = `{ again: ${name}(clientId: "x", environment: DEMO, ${argument}: "x") { ${field} } }`;
      expect(await get(query, preflight)).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect((await server.ask(query)).errors).toEqual([]);
    }
  });

  test('a subscription is refused', async () => {
    expect((await get('subscription { keyEvents { id } }', preflight)).status).toBe(405);
  });
});

test('a hash of a persisted query is not an incident', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'x'.repeat(64) } };
  for (const body of [{ extensions }, { ...viewer, extensions }]) {
    const answer = await server.post(body, authorization());
    expect(answer.status).toBeLessThan(500);
    expect(answer.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  }
});

test('a subscription over POST is refused', async () => {
  const answer = await server.ask('subscription { keyEvents { id } }');
  expect(answer.status).toBe(400);
  expect(answer.code).not.toBe('INTERNAL_SERVER_ERROR');
});

test.each(['PUT', 'DELETE', 'PATCH'])('%s is not answered here', async (method) => {
  const response = await fetch(`${server.address}/graphql`, { method, headers: authorization() });
  expect([404, 405]).toContain(response.status);
});

describe('on a bare socket', () => {
  const body = JSON.stringify(viewer);
  const lines = (...more: string[]) =>
    [
      'POST /graphql HTTP/1.1',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
      ...more,
      '',
      body,
    ].join('\r\n');

  test('the control', async () => {
    const answer = await raw(lines('Host: a', `Authorization: Bearer ${server.administrator}`));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each([
    ['no Host', () => lines()],
    ['an empty Host', () => lines('Host: ')],
    ['a strange Host', () => lines('Host: %zz@:x')],
    ['HTTP/1.0 without Host', () => lines().replace('HTTP/1.1', 'HTTP/1.0')],
    ['an absolute path of another host', () => lines('Host: a').replace('/graphql', 'http://[bad/graphql')],
    ['no HTTP at all', () => 'nonsense\r\n\r\n'],
  ])('%s is no incident', async (_, request) => {
    expect(await raw(request())).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

test('there is nothing elsewhere, and the path is not repeated', async () => {
  const { status, code, text } = await server.get('/elsewhere?secret=1');
  expect({ status, code }).toEqual({ status: 404, code: 'BAD_REQUEST' });
  expect(text).not.toContain('elsewhere');
});

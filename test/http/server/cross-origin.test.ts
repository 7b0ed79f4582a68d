import { describe, expect, test } from '@jest/globals';
import { aServer, type Served } from '../../kit/server/server.js';

const CONSOLE = 'https://console.acme.example';
const LOCAL = 'http://localhost:5173';
const query = JSON.stringify({ query: '{ viewer { id } }' });

/** What a browser asks before it sends a query of a page of this origin. */
const preflight = (server: Served, origin: string, path = '/graphql') =>
  fetch(server.address + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

const send = (server: Served, origin: string, token = server.administrator) =>
  fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: query,
  });

const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin');

describe('with origins set', () => {
  const server = aServer({ KEYLEDGER_CORS_ORIGINS: `${CONSOLE},${LOCAL}` });

  test.each([CONSOLE, LOCAL])('a page of %s may ask, with its token and without cookies', async (origin) => {
    const { status, headers } = await preflight(server, origin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(headers.get('access-control-allow-headers')?.split(', ')).toEqual(
      expect.arrayContaining([
        ...['authorization', 'content-type', 'apollo-require-preflight'],
        ...['traceparent', 'tracestate', 'baggage'],
      ]),
    );
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toMatch(/\bOrigin\b/i);

    const answer = await send(server, origin);
    expect([answer.status, allowed(answer), answer.headers.get('vary')]).toEqual([200, origin, 'Origin']);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('access-control-expose-headers')).toBe('x-correlation-id, www-authenticate');
    expect(await answer.json()).toMatchObject({ data: { viewer: { id: expect.any(String) } } });
  });

  test('a page reads why it was refused', async () => {
    const answer = await send(server, CONSOLE, 'none');
    expect([answer.status, allowed(answer)]).toEqual([401, CONSOLE]);
  });

  test.each([
    'https://evil.example',
    `${CONSOLE}.evil.example`,
    `${CONSOLE}:8443`,
    'http://console.acme.example',
    'https://CONSOLE.acme.example',
    'https://a.console.acme.example',
    'null',
    '*',
  ])('a page of %s may not, and its origin is not repeated', async (origin) => {
    for (const answer of [await preflight(server, origin), await send(server, origin)]) {
      expect(allowed(answer)).toBeNull();
      expect(JSON.stringify([...answer.headers])).not.toContain(origin === '*' ? '"*"' : `"${origin}"`);
    }
  });

  test.each(['/metrics', '/health/ready', '/ide', '/nothing', '/graphql/x'])('nothing of it at %s', async (path) => {
    const asked = await preflight(server, CONSOLE, path);
    expect([asked.status, allowed(asked)]).toEqual([404, null]);
    expect(allowed(await fetch(server.address + path, { headers: { origin: CONSOLE } }))).toBeNull();
  });

  test('an OPTIONS that asks for nothing is no fault', async () => {
    expect((await fetch(`${server.address}/graphql?x=1`, { method: 'OPTIONS' })).status).toBe(204);
  });

  test('a form of another origin is still refused', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    expect((await fetch(`${server.address}/graphql`, { method: 'POST', headers, body: query })).status).toBe(415);
  });
});

describe('by default, in development', () => {
  const server = aServer();

  test.each([LOCAL, 'https://localhost', 'http://127.0.0.1:3000', 'http://[::1]:8080'])(
    'a page of this machine may ask: %s',
    async (origin) => {
      expect(allowed(await preflight(server, origin))).toBe(origin);
      expect(allowed(await send(server, origin))).toBe(origin);
    },
  );

  test.each([
    CONSOLE,
    'http://localhost.evil.example:5173',
    'http://evil.example/localhost:5173',
    'http://x@localhost:5173',
    'http://127.0.0.2:5173',
    'ftp://localhost',
    'null',
  ])('no other page may ask: %s', async (origin) => {
    expect(allowed(await preflight(server, origin))).toBeNull();
    expect(allowed(await send(server, origin))).toBeNull();
  });
});

describe('with any origin, in development', () => {
  const server = aServer({ KEYLEDGER_CORS_ORIGINS: '*' });

  test('the answer is *, never the origin that asked, and never with credentials', async () => {
    for (const answer of [
      await preflight(server, 'https://evil.example'),
      await send(server, 'https://evil.example'),
    ]) {
      expect(allowed(answer)).toBe('*');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { makeSecretText } from '../../../src/adapters/crypto/secrets/secret-format.js';
import { aServer, type Served } from '../../kit/server/server.js';

/** Creates a key with these headers; what its first event says of the circumstances, and the headers of the answer. */
async function create(server: Served, headers: Record<string, string>) {
  const query = `mutation { createIntegratorKey(input: { name: "A" }) { integratorKey { history { nodes { correlationId sourceIp userAgent } } } } }`;
  const answer = await server.post({ query }, { authorization: `Bearer ${server.administrator}`, ...headers });
  const { nodes } = answer.data['createIntegratorKey']?.['integratorKey']?.['history'] as unknown as {
    nodes: [{ correlationId: string; sourceIp: string; userAgent: string }];
  };
  return { ...nodes[0], answered: answer.headers.get('x-correlation-id') };
}

describe('by itself', () => {
  const server = aServer();

  test('a correlation id that is a UUID is in the event and in the answer', async () => {
    const id = randomUUID();
    expect(await create(server, { 'x-correlation-id': id })).toMatchObject({ correlationId: id, answered: id });
  });

  test.each(['nonsense', 'x'.repeat(1000), '', `${randomUUID()}, ${randomUUID()}`])(
    '"%s" is none: the server makes one',
    async (given) => {
      const { correlationId, answered } = await create(server, { 'x-correlation-id': given });
      expect(answered).toBe(correlationId);
      expect(correlationId).not.toBe(given);
      expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('every answer has one, also to what is refused', async () => {
    for (const path of ['/health/live', '/nothing', '/graphql'])
      expect((await server.get(path)).headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('no cache may keep an answer, whatever it is', async () => {
    for (const path of ['/health/live', '/metrics', '/nothing', '/graphql?query={viewer{id}}'])
      expect((await server.get(path)).headers.get('cache-control')).toBe('no-store');
    expect((await server.ask('{ viewer { id } }')).headers.get('cache-control')).toBe('no-store');
  });

  test('a user agent that carries a secret is not kept', async () => {
    const userAgent = makeSecretText('DEMO', Buffer.alloc(32, 7));
    expect(await create(server, { 'user-agent': `curl ${userAgent}` })).toMatchObject({ userAgent: null });
    expect(await create(server, { 'user-agent': 'curl/8' })).toMatchObject({ userAgent: 'curl/8' });
  });

  test('the source is the socket, whatever a header says', async () => {
    const lies = { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7', 'x-real-ip': '203.0.113.7' };
    expect(await create(server, lies)).toMatchObject({ sourceIp: '127.0.0.1' });
  });

  test('the user agent is kept, as far as it can be printed and to 300 characters', async () => {
    expect(await create(server, { 'user-agent': 'curl/8' })).toMatchObject({ userAgent: 'curl/8' });
    expect(await create(server, { 'user-agent': `a\tb\u00e9${'x'.repeat(1000)}` })).toMatchObject({
      userAgent: `a?b?${'x'.repeat(296)}`,
    });
  });
});

describe('behind a proxy that is trusted', () => {
  const server = aServer({ KEYLEDGER_TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' });

  test('the source is the nearest address that is not a trusted proxy', async () => {
    const chain = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 10.1.2.3' };
    expect(await create(server, chain)).toMatchObject({ sourceIp: '203.0.113.7' });
    expect(await create(server, {})).toMatchObject({ sourceIp: '127.0.0.1' });
  });

  test('a port behind the address is not part of it', async () => {
    for (const forwarded of ['203.0.113.7:4711', '[2001:db8::1]:4711', '198.51.100.1:1, 203.0.113.7:2, 10.1.2.3:3'])
      expect(await create(server, { 'x-forwarded-for': forwarded })).toMatchObject({
        sourceIp: forwarded.startsWith('[') ? '2001:db8::1' : '203.0.113.7',
      });
  });

  test('what a proxy forwards that is no address is not kept', async () => {
    expect(await create(server, { 'x-forwarded-for': '<b>nobody</b>' })).toMatchObject({ sourceIp: null });
  });

  test('what a proxy forwards that is no address, host or protocol is no incident', async () => {
    const nonsense: Record<string, string>[] = [
      { 'x-forwarded-for': 'nonsense' },
      { 'x-forwarded-host': '%zz' },
      { 'x-forwarded-proto': ':' },
    ];
    for (const headers of nonsense) {
      const { status } = await server.post(
        { query: '{ viewer { id } }' },
        { authorization: `Bearer ${server.administrator}`, ...headers },
      );
      expect(status).toBeLessThan(500);
    }
  });
});

describe('behind a proxy that is not the one who asks', () => {
  const server = aServer({ KEYLEDGER_TRUSTED_PROXIES: '10.0.0.0/8' });

  test('X-Forwarded-For is not believed', async () => {
    expect(await create(server, { 'x-forwarded-for': '203.0.113.7' })).toMatchObject({ sourceIp: '127.0.0.1' });
  });
});

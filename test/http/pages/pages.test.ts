import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { readParts } from '../../../src/examples/document.js';
import { ide } from '../../../src/http/pages/ide.js';
import { landing } from '../../../src/http/pages/landing.js';
import { configurationOf } from './read-page.js';

const app = Fastify();
const parts = readParts();
const options = { document: parts[0], parts, token: () => 'development-token' };

beforeAll(async () => {
  await app.register(ide, options);
  app.get('/graphql', { preHandler: landing({ ...options, ide: 'sandbox' }) }, () => 'for the GraphQL server');
  app.get('/as-graphiql', { preHandler: landing({ ...options, ide: 'graphiql' }) }, () => 'for the GraphQL server');
});
afterAll(() => app.close());

const open = (
  url: string,
  { host = 'localhost:4000', remoteAddress = '127.0.0.1', accept = 'text/html', ...forwarded } = {},
) => app.inject({ url, remoteAddress, headers: { host, accept, ...forwarded } });

describe.each(['/ide', '/graphql'])('%s', (url) => {
  test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:65535'])(
    'has the token at %s',
    async (host) => {
      const { body, headers } = await open(url, { host });
      expect(JSON.stringify(configurationOf(body))).toContain('"Bearer development-token"');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-frame-options'] ?? headers['content-security-policy']).toMatch(/DENY|frame-ancestors 'none'/);
    },
  );

  test.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    'x.localhost',
    '127.0.0.2',
    '0.0.0.0',
    'localhost@evil.example',
    '192.168.1.7:4000',
  ])('has no token at %s', async (host) => {
    const { body, statusCode } = await open(url, { host });
    expect(statusCode).toBe(200);
    expect(body).not.toContain('development-token');
  });

  test.each(['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'])(
    'has no token for what a proxy on this machine forwards (%s)',
    async (name) => expect((await open(url, { [name]: 'x' })).body).not.toContain('development-token'),
  );

  test('has no token for a neighbour who says localhost', async () => {
    expect((await open(url, { remoteAddress: '192.168.1.8' })).body).not.toContain('development-token');
    expect((await open(url, { remoteAddress: '::ffff:127.0.0.1' })).body).toContain('development-token');
    expect((await open(url, { remoteAddress: '::1' })).body).toContain('development-token');
  });

  test('has the ten steps, and empty variables for what they bring', async () => {
    expect(JSON.stringify(configurationOf((await open(url)).body))).toContain('"variables":{"key":"","secret":"",');
    expect(JSON.stringify(configurationOf((await open(url)).body))).toContain(JSON.stringify(options.document));
  });
});

describe('/graphql', () => {
  test('is left alone for a client', async () => {
    expect((await open('/graphql', { accept: 'application/json' })).body).toBe('for the GraphQL server');
    expect((await open('/graphql?query=%7Bviewer%7Bid%7D%7D')).body).toBe('for the GraphQL server');
    expect((await open('/graphql?extensions=%7B%7D')).body).toBe('for the GraphQL server');
  });

  test.each([
    ['?part=2', 1],
    ['?part=3', 2],
    ['?part=1', 0],
    ['?part=4', 3],
    ['?part=5', 0],
    ['?part=%2F', 0],
  ])('%s has the steps of one part alone', async (query, part) => {
    const configured = JSON.stringify(configurationOf((await open(`/graphql${query}`)).body));
    expect(parts.map((document) => configured.includes(JSON.stringify(document)))).toEqual(
      parts.map((_, index) => index === part),
    );
  });

  test('has no CSP: Sandbox stays blank under one', async () => {
    expect((await open('/graphql')).headers['content-security-policy']).toBeUndefined();
  });

  test('leads to GraphiQL where Sandbox is not wanted', async () => {
    expect(await open('/as-graphiql')).toMatchObject({ statusCode: 302, headers: { location: '/ide' } });
  });
});

test('/ leads to /graphql', async () => {
  expect(await open('/')).toMatchObject({ statusCode: 302, headers: { location: '/graphql' } });
});

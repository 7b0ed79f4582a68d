import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { readExamples } from '../../../src/examples/document.js';
import { ide } from '../../../src/http/pages/ide.js';
import { addressesIn } from './read-page.js';

const app = Fastify();
beforeAll(async () => {
  await app.register(ide, { document: readExamples(), token: () => 'development-token' });
});
afterAll(() => app.close());

const open = (url: string) => app.inject({ url, headers: { host: 'localhost:4000', accept: 'text/html' } });

describe('/ide without internet', () => {
  const assetAddresses = async () => addressesIn((await open('/ide')).body).filter((address) => address !== 'data:,');

  test('asks for nothing but its own assets, cached for ever', async () => {
    const addresses = await assetAddresses();
    expect(addresses).toHaveLength(5);
    for (const address of addresses) {
      expect(address).toMatch(/^\/ide\/assets\/[0-9a-f]{16}\//);
      const { statusCode, headers } = await open(address);
      expect(statusCode).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toMatch(address.endsWith('.css') ? /^text\/css/ : /^text\/javascript/);
    }
  });

  test('has a page whose policy lets nothing else in', async () => {
    const { body, headers } = await open('/ide');
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers['content-security-policy']).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('has styles that load nothing', async () => {
    const style = (await assetAddresses()).find((address) => address.endsWith('.css')) ?? '';
    const { body } = await open(style);
    expect(body).not.toMatch(/@import|url\((?!["']?data:)/);
  });

  test('serves what its own script imports', async () => {
    const script = (await assetAddresses()).find((address) => address.endsWith('page.js')) ?? '';
    const { body } = await open(script);
    const imported = (text: string, from: string) =>
      [...text.matchAll(/(?:^import .* from |new URL\()'(\.[^']+)'/gm)].map(
        ([, path]) => new URL(path ?? '', `http://localhost${from}`).pathname,
      );
    const imports = imported(body, script);
    expect(imports.map((address) => address.split('/').at(-1))).toEqual([
      'carry-over.js',
      'jump.js',
      'subscribe.js',
      'client.js',
    ]);
    for (const address of imports) {
      const answer = await open(address);
      expect(answer.statusCode).toBe(200);
      for (const further of imported(answer.body, address)) expect((await open(further)).statusCode).toBe(200);
    }
  });
});

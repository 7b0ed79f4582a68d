import { expect, test } from '@jest/globals';
import { aServer, aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServer();
const closed = aServerOfItsOwn({ KEYLEDGER_IDE: 'off' });

test('GET /v1 in development is a page of files of this server alone, which shows the description of this server', async () => {
  const { status, headers, text } = await server.get('/v1');
  expect(status).toBe(200);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).not.toMatch(/https?:|upgrade-insecure/);
  const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) {
    expect(file).toMatch(/^\/v1\/static\//);
    expect([file, (await server.get(file)).status]).toEqual([file, 200]);
  }
  const shown = JSON.parse((await server.get('/v1/json')).text) as object;
  expect(shown).toEqual(JSON.parse((await server.get('/v1/openapi.json')).text));
});

test('without pages there is the description alone', async () => {
  expect((await closed.get('/v1')).status).toBe(404);
  expect((await closed.get('/v1/static/index.css')).status).toBe(404);
  expect(JSON.parse((await closed.get('/v1/openapi.json')).text)).toMatchObject({ openapi: '3.1.0' });
});

import { afterEach, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { crossOrigin } from '../../../src/http/server/cross-origin.js';

const opened: { close(): PromiseLike<unknown> }[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((app) => app.close()))));

/** A server with these origins, and what it logs. */
async function listing(origins: readonly string[] | null) {
  const logged: object[] = [];
  const stream = { write: (line: string) => void logged.push(JSON.parse(line) as object) };
  const app = fastify({ logger: { level: 'warn', stream }, disableRequestLogging: true });
  opened.push(app);
  await crossOrigin(app, '/graphql', origins);
  app.post('/graphql', () => ({}));
  const ask = (origin: string, method: 'POST' | 'OPTIONS' = 'POST', url = '/graphql?x=1') =>
    app.inject({ method, url, headers: { host: 'keys.acme.example', origin } });
  return { ask, logged };
}

const told = (kind: string) => expect.objectContaining({ level: 40, kind, setting: 'KEYLEDGER_CORS_ORIGINS' });

test.each([[null], [['https://console.acme.example']]])(
  'with %j the log names the setting, once for each kind of origin and without the origin',
  async (origins) => {
    const { ask, logged } = await listing(origins);
    for (const origin of [
      'http://localhost:5173',
      'https://evil.example',
      'https://worse.example',
      'null',
      'http://[::1]',
    ])
      for (const method of ['OPTIONS', 'POST', 'POST'] as const) await ask(origin, method);
    expect(logged).toEqual([told('loopback'), told('elsewhere'), told('opaque')]);
    expect(JSON.stringify(logged)).not.toMatch(/evil|worse|localhost:/);
  },
);

test('where no origin is listed a preflight finds nothing', async () => {
  const { ask } = await listing(null);
  expect((await ask('http://localhost:5173', 'OPTIONS')).statusCode).toBe(404);
});

test('nothing is logged of pages that may ask, of the server’s own, and of other paths', async () => {
  const { ask, logged } = await listing(['https://console.acme.example', 'loopback']);
  for (const origin of ['https://console.acme.example', 'http://localhost:5173', 'https://keys.acme.example'])
    await ask(origin);
  await ask('https://evil.example', 'POST', '/elsewhere');
  expect(logged).toEqual([]);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { playTour } from '../../src/cli/tour/play.js';
import { examplesOf, readAuditExamples, readExamples, readRotationExamples } from '../../src/examples/document.js';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { readConfig } from '../../src/config/config.js';
import { welcome } from '../../src/server/welcome.js';
import { aDirectory } from '../kit/views/views.js';
import { overhear } from './overhear.js';
import { run } from './run.js';

const server = aServerOfItsOwn();
const withServer = (refuse?: string) => overhear(server.address, refuse);
const steps = [readExamples(), readAuditExamples(), readRotationExamples()].flatMap(examplesOf);
const open: FastifyInstance[] = [];
afterEach(() => Promise.all(open.splice(0).map((app) => app.close())));

const listen = (app: FastifyInstance) => {
  open.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
};

async function play(app: FastifyInstance, token = server.administrator) {
  const url = await listen(app);
  let printed = '';
  const stopped = await playTour({ url, tokens: { ADMINISTRATOR: token }, write: (text) => (printed += text) }).then(
    () => undefined,
    String,
  );
  return { printed, stopped };
}

describe('the tour', () => {
  test('plays every operation in order, with what earlier answers brought', async () => {
    const { app, received } = withServer();
    const { printed, stopped } = await play(app);
    expect(stopped).toBeUndefined();
    expect(received.map(({ operationName }) => operationName)).toEqual(steps.map(({ name }) => name));
    expect(received.map(({ query }) => query)).toEqual(steps.map(({ source }) => source));
    const [key, ...others] = new Set(received.slice(3).map(({ variables }) => variables?.['key']));
    expect(others).toEqual([]);
    expect(await server.find(key)).toMatchObject({ name: 'Tour of Keyledger, finished', secrets: [{}, {}, {}] });
    expect(received.filter(({ variables }) => variables?.['secret'])).toHaveLength(1);
    expect(printed.match(/^HTTP 200$/gm)).toHaveLength(steps.length);
    for (const { title } of steps) expect(printed).toContain(title);
    expect(printed).toMatch(/\nTen more lead into production\. They take --\S+-token and --\S+-token\.\n$/);
  });

  test('shows the secret, whose showing is the point, and of a private key the first line only', async () => {
    const { printed } = await play(withServer().app);
    expect(printed.match(/"plainText": "[A-Za-z0-9_]{40,}"/g)).toHaveLength(3);
    expect(printed).toContain('"privateKeyPem": "-----BEGIN PRIVATE KEY-----…"');
    expect(printed).not.toContain('MII'); // how the DER of an RSA key starts
  });

  test('stops at the first refusal', async () => {
    const { app, received } = withServer('addSecret');
    const { stopped } = await play(app);
    expect(stopped).toBe(
      'TourStopped: The tour stops at Step08a_AddSecret: refused with SECRET_LIMIT_REACHED: One too many.',
    );
    expect(received.at(-1)?.operationName).toBe('Step08a_AddSecret');
  });

  test('finds the refusal under an alias', async () => {
    expect((await play(withServer('unmarked').app)).stopped).toMatch(/Step05_MobileAppAndBack: refused/);
  });

  test('says what to do without a token, and does not show the one that failed', async () => {
    const { printed, stopped } = await play(withServer().app, 'a-wrong-one');
    expect(stopped).toMatch(/Step01_SignedIn: UNAUTHENTICATED: .*--token/);
    expect(printed + stopped).not.toContain('a-wrong-one');
  });

  test('stops where a key is missing that was just made', async () => {
    const app = Fastify();
    app.post('/graphql', () => ({ data: { integratorKey: null } }));
    expect((await play(app)).stopped).toMatch(/integratorKey is null/);
  });

  test('stops when the new secret is not accepted', async () => {
    const app = Fastify();
    app.post('/graphql', () => ({ data: { verifyClientSecret: { active: false } } }));
    expect((await play(app)).stopped).toMatch(/verifyClientSecret\.active is not true/);
  });

  test('says when nothing answers', async () => {
    const app = Fastify();
    const url = await listen(app);
    await app.close();
    await expect(playTour({ url, write: () => undefined })).rejects.toThrow(
      `Nothing answers at ${url}: start it with npm start, or say with --url where it is.`,
    );
  });

  test('says when somebody else answers', async () => {
    const app = Fastify();
    app.post('/graphql', (_request, reply) => reply.code(502).send('<html>'));
    expect((await play(app)).stopped).toMatch(/is not Keyledger \(HTTP 502\)/);
  });
});

describe('without --url', () => {
  test.each([
    ['development', {}],
    ['production', { KEYLEDGER_MODE: 'production' }],
  ])(
    'it looks at KEYLEDGER_PORT of this machine, in %s as well, and leaves no data directory behind',
    async (_, mode) => {
      const dataDirectory = join(aDirectory(), 'new');
      const env = { KEYLEDGER_PORT: '1', KEYLEDGER_DATA_DIR: dataDirectory, ...mode };
      const { code, stderr } = await run(['tour'], env);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^keyledger: Nothing answers at http:\/\/127\.0\.0\.1:1: [^\n]+\n$/);
      expect(existsSync(dataDirectory)).toBe(false);
    },
  );

  test('a port that is any free one is not looked for', async () => {
    const { stderr } = await run(['tour'], { KEYLEDGER_PORT: '0', KEYLEDGER_DATA_DIR: aDirectory() });
    expect(stderr).toBe('keyledger: KEYLEDGER_PORT is 0: say with --url where the server is.\n');
  });
});

test.each([
  ['http://127.0.0.1:4000', 'npm run tour\n'],
  ['http://127.0.0.1:14000', 'npm run tour -- --url http://127.0.0.1:14000\n'],
  ['http://127.0.0.2:4000', 'npm run tour -- --url http://127.0.0.2:4000\n'],
])('the welcome at %s names the address if the tour would look elsewhere', (address, command) => {
  const running = { address, developmentToken: 'x', ready: Promise.resolve(), close: async () => undefined };
  expect(welcome(readConfig({}), running)).toContain(`Or stay here:   ${command}`);
});

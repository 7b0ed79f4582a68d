import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { identityProvider, sign, signingKey } from '../auth/identity-provider.js';
import { peppersIn, production } from '../kit/server/production.js';
import { ask, mutate, post } from './client.js';
import { runServer, startServer, type Variables } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

// A bound, and no measure.
jest.setTimeout(2 * patienceMs);

const key = await signingKey('RS256', 'one');
let provider: Awaited<ReturnType<typeof identityProvider>>;
beforeAll(async () => void (provider = await identityProvider(key)));
afterAll(() => provider.close());

/** Everything that production needs, in a directory of its own. */
async function prepared() {
  const directory = await newDirectory();
  const dataDir = join(directory, 'data');
  return {
    dataDir,
    peppers: join(directory, 'peppers'),
    variables: production(peppersIn(join(directory, 'peppers')), provider.jwksUrl),
  };
}

async function startProduction(more: Variables = {}) {
  const { dataDir, variables } = await prepared();
  const server = await startServer(dataDir, { ...variables, ...more });
  return { dataDir, server, asked: { address: server.address, token: await sign(key) } };
}

const page = (address: string, path: string) =>
  fetch(address + path, { headers: { accept: 'text/html' }, redirect: 'manual' });
const schema = '{ __schema { queryType { name } } }';

test('with every setting wrong it does not start, names each with its remedy at once, and touches nothing', async () => {
  const { dataDir, peppers } = await prepared();
  const file = join(peppers, 'peppers.json');
  await chmod(file, 0o644);
  const { code, stdout, stderr } = await runServer(dataDir, {
    KEYLEDGER_MODE: 'production',
    KEYLEDGER_HOST: '0.0.0.0',
    KEYLEDGER_PEPPERS_FILE: file,
    KEYLEDGER_SAMPLE_DATA: 'on',
    KEYLEDGER_CORS_ORIGINS: '*',
    KEYLEDGER_IDE: 'on',
    KEYLEDGER_INTROSPECTION: 'true',
    KEYLEDGER_STACK_TRACES: 'on',
  });
  expect([code, stdout]).toEqual([1, '']);
  const [first, ...faults] = stderr.trimEnd().split('\n');
  expect(first).toBe('Keyledger cannot start: ConfigError: The configuration is not right:');
  expect(faults.sort()).toEqual(
    [
      /^ {2}KEYLEDGER_AUTH_AUDIENCE is required in production: /,
      /^ {2}KEYLEDGER_AUTH_ISSUER is required in production: /,
      /^ {2}KEYLEDGER_AUTH_JWKS_URL is required in production: an `https` URL/,
      /^ {2}KEYLEDGER_CORS_ORIGINS must list exact origins in production: /,
      /^ {2}KEYLEDGER_IDE must be `sandbox`, `graphiql` or `off`\.$/,
      /^ {2}KEYLEDGER_INTROSPECTION must be `on` or `off`\.$/,
      /^ {2}KEYLEDGER_PEPPERS_FILE must name a file that others cannot read: .*chmod 600/,
      /^ {2}KEYLEDGER_SAMPLE_DATA must be `off` in production\.$/,
      /^ {2}KEYLEDGER_STACK_TRACES is no variable of Keyledger: /,
      /^ {2}KEYLEDGER_TRUSTED_PROXIES is required in production unless KEYLEDGER_HOST is a loopback address: /,
    ].map((fault): unknown => expect.stringMatching(fault)),
  );
  await expect(stat(dataDir)).rejects.toThrow('ENOENT');
});

test('a peppers file inside the data directory that others may read has two faults', async () => {
  const dataDir = await newDirectory();
  await mkdir(join(dataDir, 'p'));
  const file = peppersIn(join(dataDir, 'p'));
  await chmod(file, 0o640);
  const { code, stderr } = await runServer(dataDir, production(file, provider.jwksUrl));
  expect(code).toBe(1);
  expect(stderr.match(/KEYLEDGER_PEPPERS_FILE must/g)).toHaveLength(2);
});

describe('with what it needs, and no more', () => {
  test('it starts, and serves whoever its identity provider vouches for', async () => {
    const { server, asked } = await startProduction();
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect((await fetch(`${server.address}/health/ready`)).status).toBe(200);
    const { integratorKey } = await mutate(asked, 'createIntegratorKey', { name: 'Mine' });
    const input = { integratorKeyId: integratorKey?.id };
    const { plainText } = await mutate<{ plainText: string }>(asked, 'addSecret', input, 'plainText');
    const check = `query ($id: ID!, $secret: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active } }`;
    expect(await ask(asked, check, { id: integratorKey?.id, secret: plainText })).toEqual({
      verifyClientSecret: { active: true },
    });
    expect(await ask(asked, '{ integratorKeys { totalCount } }')).toEqual({ integratorKeys: { totalCount: 1 } });
    expect((await post({ ...asked, token: 'another' }, '{ viewer { id } }')).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(await server.stop()).toEqual([0, null]);
    expect(server.output()).not.toContain(plainText);
  });

  test('it has no page, no introspection and no words about the schema', async () => {
    const { server, asked } = await startProduction();
    for (const path of ['/', '/ide', '/graphql']) {
      const { status, headers } = await page(server.address, path);
      expect([path, status >= 400, headers.get('content-type')]).toEqual([path, true, expect.stringMatching(/json/)]);
    }
    expect((await post(asked, schema)).errors).toHaveLength(1);
    expect(JSON.stringify(await post(asked, '{ viewr { id } }'))).not.toContain('viewer');
    await server.stop();
  });
});

test('a page, introspection and other origins are there for whoever says so', async () => {
  const { server, asked } = await startProduction({
    KEYLEDGER_IDE: 'graphiql',
    KEYLEDGER_INTROSPECTION: 'on',
    KEYLEDGER_CORS_ORIGINS: 'https://console.acme.example',
    KEYLEDGER_HOST: '0.0.0.0',
    KEYLEDGER_TRUSTED_PROXIES: '10.0.0.0/8',
  });
  const address = `http://127.0.0.1:${new URL(server.address).port}`;
  expect((await page(address, '/ide')).status).toBe(200);
  expect(await (await page(address, '/ide')).text()).not.toMatch(/Bearer ey/);
  expect(await ask({ ...asked, address }, schema)).toMatchObject({ __schema: {} });
  const headers = { origin: 'https://console.acme.example', 'access-control-request-method': 'POST' };
  const asking = await fetch(`${address}/graphql`, { method: 'OPTIONS', headers });
  expect(asking.headers.get('access-control-allow-origin')).toBe('https://console.acme.example');
  await server.stop();
});

test('whatever the environment says, an incident has an id and no stack', async () => {
  const { server, asked, dataDir } = await startProduction({
    NODE_ENV: 'development',
    NODE_OPTIONS: '--stack-trace-limit=50',
    DEBUG: '*',
    APOLLO_INCLUDE_STACKTRACE: 'true',
    KEYLEDGER_LOG_LEVEL: 'trace',
  });
  const tool = openDatabase(join(dataDir, 'views.db'));
  tool.exec('DROP TABLE key_details');
  tool.close();
  const { errors } = await post<never>(asked, '{ integratorKeys { totalCount } }');
  expect(errors).toEqual([
    {
      message: 'Something went wrong here.',
      path: ['integratorKeys'],
      locations: expect.anything(),
      extensions: { code: 'INTERNAL_SERVER_ERROR', incidentId: expect.any(String) },
    },
  ]);
  const answers = await Promise.all(
    [
      fetch(`${server.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{',
      }),
      fetch(`${server.address}/%zz`),
      fetch(`${server.address}/graphql`, { method: 'PUT' }),
    ].map(async (answer) => (await answer).text()),
  );
  expect(answers.join()).not.toMatch(/stack|\.js\b|node_modules/);
  await server.stop();
  expect(server.output()).toMatch(/no such table[^]*\.js:\d+/); // the log has what the caller does not
});

test('that the identity provider is away, and that it is back, is one line each in the log', async () => {
  const { server, asked } = await startProduction();
  provider.published.status = 503;
  for (const _ of [1, 2]) {
    const { errors } = await post(asked, '{ viewer { id } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
  }
  provider.published.status = 200;
  for (const _ of [1, 2]) await ask(asked, '{ viewer { id } }');
  await server.stop();
  const lines = server.output().match(/"level":40.*the keys of the identity provider[^"]*/g) ?? [];
  expect(lines.map((line) => line.replace(/.*the keys/, 'the keys'))).toEqual([
    'the keys of the identity provider cannot be fetched',
    'the keys of the identity provider are fetched again',
  ]);
});

test.each(['info', 'silent'])(
  'at log level %s all of the standard output is JSON, from hello to goodbye',
  async (level) => {
    const { server } = await startProduction({ KEYLEDGER_LOG_LEVEL: level });
    const { address } = server;
    await server.stop();
    const lines = server.stdout().trimEnd().split('\n');
    const said = lines.map((line) => JSON.parse(line) as { msg: string });
    expect(said).toContainEqual(expect.objectContaining({ msg: 'Keyledger answers', address: `${address}/graphql` }));
    expect(said.at(-1)).toMatchObject({ level: 30, msg: 'Keyledger has stopped', signal: 'SIGTERM' });
  },
);

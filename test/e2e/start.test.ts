import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ask, mutate } from './client.js';
import { dump } from './dump.js';
import { everyVerb } from './every-verb.js';
import { runServer, startServer } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

const keyledger = fileURLToPath(new URL('../../src/cli/keyledger.js', import.meta.url));
const viewer = '{ viewer { id account roles } }';
const ada = { viewer: { id: 'ada@acme.example', account: 'acme', roles: ['ADMINISTRATOR'] } };

describe('the first start', () => {
  test('needs nothing prepared, and keeps its own secrets to its owner', async () => {
    const dataDir = join(await newDirectory(), 'not', 'there', 'yet');
    const server = await startServer(dataDir);
    expect(await ask(server, viewer)).toEqual(ada);
    for (const path of ['live', 'ready']) expect((await fetch(`${server.address}/health/${path}`)).status).toBe(200);
    for (const file of ['peppers.json', 'development-issuer.json'])
      expect([file, (await stat(join(dataDir, file))).mode & 0o777]).toEqual([file, 0o600]);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(await server.stop()).toEqual([0, null]);
  });

  test('is good for the tour', async () => {
    const dataDir = await newDirectory();
    const server = await startServer(dataDir);
    const told = await promisify(execFile)(process.execPath, [keyledger, 'tour', '--url', server.address], {
      env: { KEYLEDGER_DATA_DIR: dataDir }, // it finds the token there
    });
    expect(told.stdout).toMatch(/All \d+ operations answered as they should/);
    expect(told.stderr).toBe('');
    expect(await server.stop()).toEqual([0, null]);
  });
});

describe('a later start', () => {
  test('answers as the one before, to the token of the one before', async () => {
    const dataDir = await newDirectory();
    const before = await startServer(dataDir);
    await everyVerb(before);
    const { keyId, secrets } = await everyVerb(before, { spare: true });
    const told = await dump(before);
    expect(await before.stop()).toEqual([0, null]);

    const after = await startServer(dataDir);
    expect(await dump({ ...after, token: before.token })).toBe(told);
    const verify = `query ($secret: String!) {
      verifyClientSecret(clientId: "${keyId}", environment: DEMO, secret: $secret) { active secretId }
    }`;
    const [, live] = secrets;
    expect(await ask(after, verify, { secret: live?.plainText })).toEqual({
      verifyClientSecret: { active: true, secretId: live?.secret.id },
    });
    expect(await after.stop()).toEqual([0, null]);
  });

  test('does not fill a store with samples that has been used', async () => {
    const dataDir = await newDirectory();
    const empty = await startServer(dataDir, { KEYLEDGER_SAMPLE_DATA: 'off' });
    await mutate(empty, 'createIntegratorKey', { name: 'Mine' });
    await empty.stop();
    const again = await startServer(dataDir);
    expect(await ask(again, '{ integratorKeys { totalCount } }')).toEqual({ integratorKeys: { totalCount: 1 } });
    await again.stop();
  });
});

describe('a start that cannot be', () => {
  test('a second process on the same data directory ends, and the first goes on', async () => {
    const dataDir = await newDirectory();
    const first = await startServer(dataDir);
    const { code, stderr, stdout } = await runServer(dataDir);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^Keyledger cannot start: DataDirectoryInUse: .* is in use by another process: stop that one, or set KEYLEDGER_DATA_DIR\.\n$/,
    );
    expect(await ask(first, viewer)).toEqual(ada);
    await mutate(first, 'createIntegratorKey', { name: 'Still here' });
    expect(await first.stop()).toEqual([0, null]);
  });

  test.each([
    [
      'an option that the client does not know',
      'esdb://user:needle@127.0.0.1:1?foo=1',
      /option number 1 is not one of/,
    ],
    [
      'a file of a certificate that is not there',
      'esdb://127.0.0.1:1?tlsCAFile=/nowhere/ca.pem',
      /file of a certificate/,
    ],
  ])('a connection string with %s: says so in one line, and not the string', async (_, url, words) => {
    const variables = { KEYLEDGER_STORE: 'eventstoredb', KEYLEDGER_EVENTSTOREDB_URL: url };
    const { code, stdout, stderr } = await runServer(await newDirectory(), variables);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Keyledger cannot start: EventStoreDbFault: [^\n]*\n$/);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/needle|nowhere|foo/);
  });

  test('a data directory that is a file, or below one', async () => {
    const file = join(await newDirectory(), 'file');
    await writeFile(file, 'mine');
    for (const dataDir of [file, join(file, 'data')]) {
      const { code, stderr, stdout } = await runServer(dataDir);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /^Keyledger cannot start: DataDirectoryUnusable: The data directory .* it is a file, or lies below one: set KEYLEDGER_DATA_DIR to a directory\.\n$/,
      );
    }
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  test('where the port is taken: names it, and leaves nothing on the disk', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const parent = await newDirectory();
    const { code, stderr } = await runServer(join(parent, 'data'), { KEYLEDGER_PORT: String(port) });
    taken.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Keyledger cannot start: another process listens at 127.0.0.1:${port} already; set KEYLEDGER_PORT to another port.\n`,
    });
    expect(await readdir(parent)).toEqual([]);
  });

  test.each([
    ['an address of another machine', '192.0.2.1', 'this machine has no address 192.0.2.1; set KEYLEDGER_HOST.'],
    ['no name of a host', 'no-such.invalid', 'no address is known for the host no-such.invalid; set KEYLEDGER_HOST.'],
  ])('at %s: names it, and leaves nothing on the disk', async (_, host, words) => {
    const parent = await newDirectory();
    const { code, stderr } = await runServer(join(parent, 'data'), { KEYLEDGER_HOST: host });
    expect({ code, stderr }).toEqual({ code: 1, stderr: `Keyledger cannot start: ${words}\n` });
    expect(await readdir(parent)).toEqual([]);
  });

  test('does not make new peppers for secrets that are there', async () => {
    const dataDir = await newDirectory();
    const peppers = join(dataDir, 'peppers.json');
    await (await startServer(dataDir)).stop();
    const kept = await readFile(peppers, 'utf8');

    await rm(peppers);
    const missing = await runServer(dataDir);
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toBe('Keyledger cannot start: PeppersFault: The peppers file does not exist.\n');

    const other = (JSON.parse(kept) as { peppers: { 1: string } }).peppers[1];
    await writeFile(peppers, JSON.stringify({ current: 2, peppers: { 2: other } }));
    const incomplete = await runServer(dataDir);
    expect([incomplete.code, incomplete.stdout]).toEqual([1, '']);
    expect(incomplete.stderr).toMatch(/^Keyledger cannot start: PepperMissing: The peppers file lacks version 1,/);

    const fresh = randomBytes(32).toString('base64');
    await writeFile(peppers, JSON.stringify({ current: 1, peppers: { 1: fresh } }));
    const replaced = await runServer(dataDir);
    expect([replaced.code, replaced.stdout]).toEqual([1, '']);
    expect(replaced.stderr).toBe(
      'Keyledger cannot start: PepperMissing: The peppers file has a different pepper under version 1 than the one that secrets in the store were digested with: put that one back.\n',
    );

    await writeFile(peppers, kept);
    expect(await (await startServer(dataDir)).stop()).toEqual([0, null]);
  });

  test('lists everything that production lacks, and touches nothing', async () => {
    const dataDir = join(await newDirectory(), 'untouched');
    const { code, stderr, stdout } = await runServer(dataDir, { KEYLEDGER_MODE: 'production', KEYLEDGER_PROT: '1' });
    expect([code, stdout]).toEqual([1, '']);
    const named = [...stderr.matchAll(/^ {2}(KEYLEDGER_\w+) /gm)].map(([, variable]) => variable);
    expect(named.sort()).toEqual([
      'KEYLEDGER_AUTH_AUDIENCE',
      'KEYLEDGER_AUTH_ISSUER',
      'KEYLEDGER_AUTH_JWKS_URL',
      'KEYLEDGER_PEPPERS_FILE',
      'KEYLEDGER_PROT',
    ]);
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ChecksummedRow } from '../../src/adapters/sqlite/log/checksum.js';
import { statedIn } from '../../src/app/proof/signed-checkpoint.js';
import { captured } from '../cli/captured.js';
import { serve, type OwnServer } from '../kit/server/server.js';
import { rewriteLog } from '../kit/stores/rewrite-log.js';
import { newDirectory } from './temporary-directories.js';

/** A data directory whose log is signed, and what a watcher elsewhere has of it. */
let signed = '';
let keyId = '';
let verifierKey = '';
beforeAll(async () => {
  signed = await newDirectory();
  const server = await serve({}, signed);
  keyId = await server.newKey('Signed');
  for (let n = 0; n < 5; n++)
    await server.mutate('addRedirectUri', { integratorKeyId: keyId, redirectUri: `https://app.example/${n}` });
  await sign(server);
  expect(await watch(server, signed)).toMatchObject({
    stderr: '',
    stdout: expect.stringContaining('Nothing was remembered before'),
  });
  await server.close();
  verifierKey = (await captured(['audit', 'key'], { KEYLEDGER_DATA_DIR: signed })).stdout.trim();
});

const asAuditor = async (server: OwnServer) => ({
  authorization: `Bearer ${await server.token({ roles: ['AUDITOR'] })}`,
});

/** Has the newest event signed, and gives the checkpoint. */
async function sign(server: OwnServer): Promise<string> {
  const headers = await asAuditor(server);
  const { data } = await server.ask(`{ integratorKey(id: "${keyId}") { history(last: 1) { nodes { id } } } }`);
  const [newest] = (data['integratorKey']?.['history']?.['nodes'] ?? []) as unknown as { id: string }[];
  await fetch(`${server.address}/audit/proof/inclusion?event=${newest?.id}`, { headers });
  return (await fetch(`${server.address}/audit/checkpoint`, { headers })).text();
}

/** `keyledger audit verify --url`, with what is remembered in this directory. */
async function watch(server: OwnServer, directory: string) {
  const [remember, tokenFile] = [join(directory, 'watched'), join(directory, 'token')];
  writeFileSync(tokenFile, await server.token({ roles: ['AUDITOR'] }));
  const key = verifierKey || (await captured(['audit', 'key'], { KEYLEDGER_DATA_DIR: directory })).stdout.trim();
  const before = process.exitCode;
  const told = await captured([
    'audit',
    'verify',
    '--url',
    server.address,
    '--trust',
    key,
    '--remember',
    remember,
    '--token-file',
    tokenFile,
  ]);
  const code = process.exitCode;
  process.exitCode = before;
  return { ...told, code };
}

async function copyOfSigned(): Promise<string> {
  const directory = await newDirectory();
  await cp(signed, directory, { recursive: true });
  return directory;
}

const removeViews = (directory: string) => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `views.db${suffix}`), { force: true });
};

const problemOf = async ({ address }: OwnServer) => {
  const answer = await fetch(`${address}/health/ready`);
  return [answer.status, ((await answer.json()) as { views: { problem: string | null } }).views.problem];
};

/** What `/metrics` says of it, for alerts. */
const measured = async ({ address }: OwnServer) =>
  /^keyledger_log_rewritten (\d)$/m.exec(await (await fetch(`${address}/metrics`)).text())?.[1];

const codeOf = async (server: OwnServer) =>
  (
    await server.ask(
      `mutation { disableIntegratorKey(input: { integratorKeyId: "${keyId}" }) { userErrors { code } } }`,
    )
  ).code;

const ofKeys = ({ stream }: ChecksummedRow) => stream.startsWith('integratorKey-');
const rewrites: [string, (rows: ChecksummedRow[]) => ChecksummedRow[]][] = [
  [
    'an actor is another one',
    (rows) =>
      rows.map((row) =>
        row.revision === 2
          ? { ...row, metadata: row.metadata.replace(/"actorId":"[^"]+"/, '"actorId":"eve@acme.example"') }
          : row,
      ),
  ],
  [
    'the newest events are gone',
    (rows) =>
      rows
        .filter(ofKeys)
        .slice(0, -2)
        .map((row, at) => ({ ...row, sequence: at + 1 })),
  ],
  [
    'the newest events are gone, and the checkpoints are there',
    (rows) => {
      const [events, others] = [rows.filter(ofKeys).slice(0, -2), rows.filter((row) => !ofKeys(row))];
      return [...events, ...others].map((row, at) => ({ ...row, sequence: at + 1 }));
    },
  ],
];

describe('a log that somebody has rewritten past the server, checksums and triggers and all, the views away,', () => {
  test.each(rewrites)('%s: it is served, and neither changed nor signed', async (_, rewritten) => {
    const directory = await copyOfSigned();
    rewriteLog(directory, rewritten);
    removeViews(directory);
    const last = readFileSync(join(directory, 'audit-key.pem.checkpoint'), 'utf8');
    const server = await serve({}, directory);
    expect(await problemOf(server)).toEqual([200, 'LOG_REWRITTEN']);
    expect(await measured(server)).toBe('1');
    expect(await server.find(keyId)).toMatchObject({ name: 'Signed' });
    expect(await codeOf(server)).toBe('LOG_REWRITTEN');
    expect(await sign(server)).toBe(last);
    expect(readFileSync(join(directory, 'audit-key.pem.checkpoint'), 'utf8')).toBe(last);
    await server.close();
  });

  test.each(rewrites)(
    '%s, and what was beside the key is gone too: the server is deceived, and a watcher is not',
    async (_, rewritten) => {
      const directory = await copyOfSigned();
      rewriteLog(directory, (rows) =>
        rewritten(rows)
          .filter(ofKeys)
          .map((row, at) => ({ ...row, sequence: at + 1 })),
      );
      removeViews(directory);
      rmSync(join(directory, 'audit-key.pem.checkpoint'));
      const server = await serve({}, directory);
      expect(await problemOf(server)).toEqual([200, null]);
      await sign(server);
      expect(await watch(server, directory)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^WRONG: The log (has lost events|was rewritten)/),
      });
      await server.close();
    },
  );

  test('begins anew when somebody says why, and a watcher is told', async () => {
    const directory = await copyOfSigned();
    rewriteLog(directory, rewrites[0]![1]);
    removeViews(directory);
    const env = { KEYLEDGER_DATA_DIR: directory };
    expect((await captured(['audit', 'restart', '--reason', ' '], env)).error).toMatch(/^--reason says why/);
    const { stdout, error } = await captured(['audit', 'restart', '--reason', 'restored a backup'], env);
    expect([error, stdout]).toEqual([
      undefined,
      expect.stringMatching(/^The log begins anew as keyledger\/\w+\/2, and says why\./),
    ]);
    const server = await serve({}, directory);
    expect(await problemOf(server)).toEqual([200, null]);
    expect(await codeOf(server)).toBeUndefined();
    expect(statedIn(await sign(server)).origin).toMatch(/\/2$/);
    const told = await watch(server, directory);
    expect(told).toMatchObject({ code: 1, stderr: 'WRONG: No trusted key has signed the note.\n' });
    await server.close();
  });
});

test('a log that has only grown is continued, for the server and for a watcher', async () => {
  const directory = await copyOfSigned();
  removeViews(directory);
  const server = await serve({}, directory);
  expect(await codeOf(server)).toBeUndefined();
  await sign(server);
  expect(await watch(server, directory)).toMatchObject({
    stderr: '',
    stdout: expect.stringMatching(/They continue the \d+ events that were remembered\.\n$/),
  });
  expect((await watch(server, directory)).stderr).toBe('');
  expect(await problemOf(server)).toEqual([200, null]);
  expect(await measured(server)).toBe('0');
  await server.close();
});

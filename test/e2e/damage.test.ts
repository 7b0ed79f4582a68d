import { cp, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { flipBit } from '../kit/stores/flip-bit.js';
import { ask, mutate, post } from './client.js';
import { runServer, startServer, type ServerProcess } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

let used = '';
let keyId = '';
let revoked = '';
let live = '';
beforeAll(async () => {
  used = await newDirectory();
  const server = await startServer(used, { KEYLEDGER_SAMPLE_DATA: 'off' });
  const addRedirectUris = Array.from({ length: 50 }, (_, n) => ({ redirectUri: `https://app.example/${n}` }));
  const hay = async () => {
    const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: 'Hay' });
    await mutate(server, 'saveIntegratorKey', { integratorKeyId: integratorKey?.id, addRedirectUris });
  };
  for (let events = 0; events < 600; events += 51) await hay(); // so that a start does not read all into memory
  const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: 'Needle' });
  keyId = integratorKey?.id ?? '';
  const added = () =>
    mutate<{ secret: { id: string }; plainText: string }>(
      ...([server, 'addSecret', { integratorKeyId: keyId }, 'secret { id } plainText'] as const),
    );
  const [first, second] = [await added(), await added()];
  [revoked, live] = [first.plainText, second.plainText];
  await mutate(server, 'revokeSecret', { integratorKeyId: keyId, secretId: first.secret.id });
  await hay();
  expect(await server.stop()).toEqual([0, null]);
});

async function copyOfUsed(): Promise<string> {
  const directory = await newDirectory();
  await cp(used, directory, { recursive: true });
  return directory;
}

interface Verified {
  verifyClientSecret: { active: boolean; reason: string | null };
}
const verify = (server: ServerProcess, secret: string) =>
  post<Verified>(
    server,
    `query ($secret: String!) {
      verifyClientSecret(clientId: "${keyId}", environment: DEMO, secret: $secret) { active reason }
    }`,
    { secret },
  );

/** The verdict on both secrets once the server gives one; until then it has to be UNAVAILABLE. */
async function verdicts(server: ServerProcess) {
  const found = [];
  for (const secret of [revoked, live])
    for (;;) {
      const { data, errors } = await verify(server, secret);
      if (data) {
        found.push(data.verifyClientSecret);
        break;
      }
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
      await delay(50);
    }
  return found;
}
/** Resolves when the scrub has read the log to its end for the first time. */
async function untilVerified({ address }: ServerProcess): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/health/ready`);
    const { views, log } = (await answer.json()) as Record<'views' | 'log', Record<string, string | null>>;
    if (views['position'] !== null && log['verifiedUpTo'] === views['position']) return;
    await delay(50);
  }
}

const right = [
  { active: false, reason: 'REVOKED' },
  { active: true, reason: null },
];

describe('an event log that is damaged', () => {
  const harms: [string, (file: string) => Promise<void> | void, RegExp][] = [
    [
      'a bit has flipped in an event',
      async (file) => flipBit(file, (await readFile(file)).lastIndexOf('Needle'), 0),
      /event 6\d\d is not what was written there/,
    ],
    ['it is cut', (file) => truncate(file, 5000), /malformed|contradict/],
    ['it is empty', (file) => truncate(file, 0), /it is empty, and the views beside it/],
    ['it is gone', (file) => rm(file), /it is empty, and the views beside it/],
  ];
  test.each(harms)(
    '%s: it does not start, or ends as soon as the scrub has come there, and says what to do',
    async (_, harm, words) => {
      const dataDir = await copyOfUsed();
      await harm(join(dataDir, 'events.db'));
      const { code, stderr } = await runServer(dataDir);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Keyledger cannot (start|go on): LogDamaged: .* Restore a backup of events\.db\.\n$/);
      expect(stderr).toMatch(words);
    },
  );

  test('while it runs: what is whole is answered, what is not is refused in words', async () => {
    const dataDir = await copyOfUsed();
    const server = await startServer(dataDir);
    await untilVerified(server); // from now on the scrub rests
    await mutate(server, 'createIntegratorKey', { name: 'Other' }); // so that the reader forgets the pages it has read
    const file = join(dataDir, 'events.db');
    flipBit(file, (await readFile(file)).lastIndexOf('Needle'), 0);
    const rename = `mutation { renameIntegratorKey(input: { integratorKeyId: "${keyId}", name: "x" }) { position } }`;
    const { errors } = await post(server, rename);
    expect(errors).toMatchObject([
      {
        message: 'The event log is damaged here; nothing was changed, and whoever runs this server has to mend it.',
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
    expect(await verdicts(server)).toEqual(right);
    await mutate(server, 'createIntegratorKey', { name: 'Another' });
    expect(await server.stop()).toEqual([0, null]);
  });
});

describe('views that are damaged', () => {
  test('at start: nobody sees it', async () => {
    const dataDir = await copyOfUsed();
    const file = join(dataDir, 'views.db');
    const bytes = await readFile(file);
    for (let at = bytes.indexOf('"REVOKED"'); at >= 0; at = bytes.indexOf('"REVOKED"', at + 1))
      flipBit(file, at + 1, 0);
    const server = await startServer(dataDir);
    expect(await verdicts(server)).toEqual(right);
    expect(await server.stop()).toEqual([0, null]);
  });

  test('while it runs: never a wrong verdict, and it mends itself', async () => {
    const dataDir = await copyOfUsed();
    const server = await startServer(dataDir);
    const tool = openDatabase(join(dataDir, 'views.db'));
    tool.exec(`UPDATE credentials SET row = replace(row, '"REVOKED"', '"ACTIVE"')`);
    tool.close();
    expect((await verify(server, revoked)).errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect(await verdicts(server)).toEqual(right);
    expect((await fetch(`${server.address}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toEqual([0, null]);
  });

  test('deleted while it runs: it goes on, and the next start makes them anew', async () => {
    const dataDir = await copyOfUsed();
    const server = await startServer(dataDir);
    for (const suffix of ['', '-wal', '-shm']) await rm(join(dataDir, `views.db${suffix}`), { force: true });
    await mutate(server, 'renameIntegratorKey', { integratorKeyId: keyId, name: 'Renamed' });
    expect(await verdicts(server)).toEqual(right);
    expect(await server.stop()).toEqual([0, null]);
    const again = await startServer(dataDir);
    expect(await verdicts(again)).toEqual(right);
    const { integratorKey } = await ask<{ integratorKey: unknown }>(
      again,
      `{ integratorKey(id: "${keyId}") { name } }`,
    );
    expect(integratorKey).toEqual({ name: 'Renamed' });
    expect(await again.stop()).toEqual([0, null]);
  });
});

import { cp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { runServer, startServer, type ServerProcess } from '../kit/server/server-process.js';
import { ask, mutate, post } from './client.js';
import { newDirectory } from './temporary-directories.js';

/** A data directory, and the same one earlier: a secret counts in it that was revoked since. */
let [later, earlier] = ['', ''];
let [keyId, secret] = ['', ''];
const logFiles = ['events.db', 'events.db-wal', 'events.db-shm'];
beforeAll(async () => {
  [later, earlier] = [await newDirectory(), await newDirectory()];
  const first = await startServer(later, { KEYLEDGER_SAMPLE_DATA: 'off' });
  const { integratorKey } = await mutate(first, 'createIntegratorKey', { name: 'Needle' });
  keyId = integratorKey?.id ?? '';
  const input = { integratorKeyId: keyId };
  const added = await mutate<{ secret: { id: string }; plainText: string }>(
    ...([first, 'addSecret', input, 'secret { id } plainText'] as const),
  );
  secret = added.plainText;
  await first.stop();
  await cp(later, earlier, { recursive: true });
  const second = await startServer(later);
  await mutate(second, 'revokeSecret', { ...input, secretId: added.secret.id, allowLastUsable: true });
  await second.stop();
});

async function copyOf(directory: string): Promise<string> {
  const copy = await newDirectory();
  await cp(directory, copy, { recursive: true });
  return copy;
}

const isActive = async (server: ServerProcess) => {
  const { verifyClientSecret } = await ask<{ verifyClientSecret: { active: boolean } }>(
    server,
    `query ($secret: String!) { verifyClientSecret(clientId: "${keyId}", environment: DEMO, secret: $secret) { active } }`,
    { secret },
  );
  return verifyClientSecret.active;
};

const renaming = () =>
  `mutation { renameIntegratorKey(input: { integratorKeyId: "${keyId}", name: "x" }) { position } }`;
const putBackLog = async (dataDir: string) => {
  await cp(join(earlier, 'events.db'), join(dataDir, 'events.db.new'));
  await rename(join(dataDir, 'events.db.new'), join(dataDir, 'events.db'));
};

/** Again while the server, which still runs, makes a file between the emptying and the removing of the directory. */
const removeWhileWritten = (dataDir: string) => rm(dataDir, { recursive: true, maxRetries: 50, retryDelay: 10 });
/** Not there any more when the server, which looks at its log by itself, saw the harm half done: as it ends, it takes its write-ahead log away. */
const emptyWriteAheadLog = (dataDir: string) =>
  truncate(join(dataDir, 'events.db-wal'), 0).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });

describe('under a running server', () => {
  const harms: [string, (dataDir: string) => Promise<void>, RegExp][] = [
    ['the data directory is removed', removeWhileWritten, /removed or replaced/],
    ['events.db is removed', (dataDir) => rm(join(dataDir, 'events.db')), /events\.db .* removed or replaced/],
    ['its write-ahead log is removed', (dataDir) => rm(join(dataDir, 'events.db-wal')), /events\.db-wal .* removed/],
    ['the lock is removed', (dataDir) => rm(join(dataDir, 'lock.db')), /lock\.db .* removed or replaced/],
    ['an older copy is put in its place', putBackLog, /events\.db .* removed or replaced/],
    [
      'an older copy is written over it',
      async (dataDir) => {
        await writeFile(join(dataDir, 'events.db'), await readFile(join(earlier, 'events.db')));
        await emptyWriteAheadLog(dataDir);
      },
      /is not the one that was written there|is missing|contradict|malformed|another log|disk I\/O error/,
    ],
    [
      'it is emptied',
      async (dataDir) => {
        await truncate(join(dataDir, 'events.db'), 0);
        await emptyWriteAheadLog(dataDir);
      },
      /./,
    ],
  ];

  test.each(harms)('%s: the process ends before it acknowledges anything more', async (_, harm, words) => {
    const dataDir = await copyOf(later);
    const server = await startServer(dataDir);
    await mutate(server, 'renameIntegratorKey', { integratorKeyId: keyId, name: 'Needle 2' });
    await harm(dataDir);
    const answer = await post<{ renameIntegratorKey: unknown }>(server, renaming()).catch(() => undefined); // mostly the connection closes without any
    expect(answer?.data?.renameIntegratorKey ?? null).toBeNull();
    expect(await server.ended).toEqual([70, null]);
    expect(server.output()).toMatch(words);
  });

  test('the data directory is removed: the process ends by itself, though nobody writes', async () => {
    const dataDir = await copyOf(later);
    const server = await startServer(dataDir);
    await removeWhileWritten(dataDir);
    expect(await server.ended).toEqual([70, null]);
  });
});

describe('between two starts, views kept', () => {
  test.each([
    ['an older log is put back', async () => undefined, /it ends at event \d+, and the views have seen event \d+/],
    [
      'an older log is put back, and is longer by now',
      async () => {
        const other = await copyOf(earlier);
        const server = await startServer(other);
        for (const name of ['a', 'b']) await mutate(server, 'renameIntegratorKey', { integratorKeyId: keyId, name });
        await server.stop();
        return other;
      },
      /its event \d+ is not the one that the views have seen/,
    ],
  ])('%s: it does not start, and says what to do', async (_, grow, words) => {
    const dataDir = await copyOf(later);
    await cp(join((await grow()) ?? earlier, 'events.db'), join(dataDir, 'events.db'));
    const { code, stderr } = await runServer(dataDir);
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/delete views\.db/);
  });
});

test('between two starts, views removed as well: it answers as the log does that was put back', async () => {
  const dataDir = await copyOf(later);
  for (const name of logFiles) await rm(join(dataDir, name), { force: true });
  await cp(join(earlier, 'events.db'), join(dataDir, 'events.db'));
  await rm(join(dataDir, 'views.db'));
  const server = await startServer(dataDir);
  expect(await isActive(server)).toBe(true);
  expect(await server.stop()).toEqual([0, null]);
});

test('a tool that checkpoints the log under a running server keeps every event: the server goes on', async () => {
  const dataDir = await copyOf(later);
  const server = await startServer(dataDir);
  await mutate(server, 'renameIntegratorKey', { integratorKeyId: keyId, name: 'Needle 2' });
  const tool = openDatabase(join(dataDir, 'events.db'));
  tool.exec('PRAGMA wal_checkpoint(PASSIVE)');
  tool.close();
  await mutate(server, 'renameIntegratorKey', { integratorKeyId: keyId, name: 'Needle 3' });
  expect(await isActive(server)).toBe(false);
  expect(await server.stop()).toEqual([0, null]);
});

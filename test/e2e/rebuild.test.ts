import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { dump } from './dump.js';
import { everyVerb } from './every-verb.js';
import { startServer } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

let dataDir = '';
let told = '';

/** Starts, asks everything, stops. */
async function answers(): Promise<string> {
  const server = await startServer(dataDir);
  const answered = await dump(server);
  expect(await server.stop()).toEqual([0, null]);
  return answered;
}

beforeAll(async () => {
  dataDir = await newDirectory();
  const server = await startServer(dataDir);
  await everyVerb(server);
  await everyVerb(server, { spare: true });
  await server.stop();
  told = await answers();
});

/** The file and what lies beside it: a log that is not yet in it holds rows as well. */
async function views(): Promise<string[]> {
  const names = await readdir(dataDir);
  return names.filter((name) => /^views\.db(-wal)?$/.test(name)).map((name) => join(dataDir, name));
}
const sizeOf = async (path: string) => (await stat(path)).size;

const harms: Record<string, (path: string) => Promise<void>> = {
  deleted: (path) => rm(path),
  empty: (path) => writeFile(path, ''),
  'cut to their first hundred bytes': (path) => truncate(path, 100),
  'cut in half': async (path) => truncate(path, Math.floor((await sizeOf(path)) / 2)),
  'no database at all': (path) => writeFile(path, 'This is a text. '.repeat(1000)),
};

test.each(Object.entries(harms))('with views that are %s it answers as before', async (_, harm) => {
  const sizes = await Promise.all((await views()).map(sizeOf));
  expect(Math.max(...sizes)).toBeGreaterThan(20_000);
  for (const path of await views()) await harm(path);
  expect(await answers()).toBe(told);
});

test('the answers compared are the whole of it', () => {
  for (const shown of [
    '"OwnershipTransferred"',
    '"KeyDeleted"',
    '"lastFour"',
    '"REVOKED"',
    '"DELETED"',
    '"UPLOADED"',
    '"a rehearsal"',
  ])
    expect(told).toContain(shown);
});

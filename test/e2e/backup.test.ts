import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { ask, mutate } from './client.js';
import { dump, dumpKey } from './dump.js';
import { everyVerb, type Life } from './every-verb.js';
import { runServer, startServer, type ServerProcess } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

// A bound, and no measure: several servers start here one after the other.
jest.setTimeout(3 * patienceMs);

const WRITERS = 16;
/** More than the events after which the server carries its write-ahead log over into the file. */
const EVENTS_BEFORE = 1_200;
const keyledger = fileURLToPath(new URL('../../src/cli/keyledger.js', import.meta.url));
const quiet = { KEYLEDGER_SAMPLE_DATA: 'off' };

/** The command as an operator runs it beside the server; what it says it copied. */
async function backUp(dataDir: string, to: string) {
  const env = { KEYLEDGER_DATA_DIR: dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', keyledger, 'backup', '--to', to], {
    env,
  });
  return Number(/^Copied (\d+) events/.exec(stdout)?.[1]);
}

/** As docs/operations.md says: the copy and the peppers into a new directory. */
async function restore(backup: string, peppersOf: string) {
  const dataDir = join(await newDirectory(), 'restored');
  await mkdir(dataDir, { mode: 0o700 });
  await copyFile(join(backup, 'events.db'), join(dataDir, 'events.db'));
  await copyFile(join(peppersOf, 'peppers.json'), join(dataDir, 'peppers.json'));
  return startServer(dataDir, quiet);
}

/** Key id -> names in the order they were acknowledged. */
type Acknowledged = Map<string, readonly string[]>;

/** Makes keys and renames them until told to stop. */
function writers(server: ServerProcess, enough: number) {
  const acknowledged: Acknowledged = new Map();
  let events = 0;
  let over = false;
  let count = () => {};
  const arrived = new Promise<void>((resolve) => {
    count = () => {
      if (++events === enough) resolve();
    };
  });
  async function write() {
    while (!over) {
      const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: '0' });
      const integratorKeyId = integratorKey?.id ?? '';
      acknowledged.set(integratorKeyId, ['0']);
      for (let renaming = 1; renaming <= 5 && !over; renaming++) {
        await mutate(server, 'renameIntegratorKey', { integratorKeyId, name: String(renaming) });
        acknowledged.set(integratorKeyId, [...(acknowledged.get(integratorKeyId) ?? []), String(renaming)]);
        count();
      }
      count();
    }
  }
  const all = Promise.all(Array.from({ length: WRITERS }, write));
  return {
    acknowledged,
    events: () => events,
    enough: Promise.race([arrived, all]),
    stop: async () => {
      over = true;
      await all;
    },
  };
}

const renamings = `query ($id: ID!) { integratorKey(id: $id) { history(first: 100) { nodes { details { name value } } } } }`;
interface Renamings {
  integratorKey: { history: { nodes: { details: { name: string; value: string }[] }[] } } | null;
}

/** The answers about these keys, the check of a secret that counts included. */
const answersAbout = async (server: ServerProcess, lives: readonly Life[]) =>
  JSON.stringify(await Promise.all(lives.map(({ keyId, secrets }) => dumpKey(server, keyId, secrets[2]?.plainText))));

/** Events in a file that may have been copied while it was written to. */
function eventsIn(file: string): number {
  const log = openDatabase(file, { readOnly: true });
  try {
    return (log.prepare('SELECT count(*) AS count FROM events').get() as { count: number }).count;
  } catch {
    return 0;
  } finally {
    log.close();
  }
}

test(`a backup in the middle of ${WRITERS} writers has all that was acknowledged, and answers as before`, async () => {
  const dataDir = await newDirectory();
  const server = await startServer(dataDir, quiet);
  const lives = [await everyVerb(server, { spare: true }), await everyVerb(server)];
  const told = await answersAbout(server, lives);
  expect(told).toContain('"active":true');

  const writing = writers(server, EVENTS_BEFORE);
  await writing.enough;
  const acknowledged = new Map(writing.acknowledged);
  const backup = join(await newDirectory(), 'backup');
  const atStart = writing.events();
  const plain = join(await newDirectory(), 'events.db');
  await copyFile(join(dataDir, 'events.db'), plain);
  const copied = await backUp(dataDir, backup);
  expect(writing.events()).toBeGreaterThan(atStart); // nobody stood still meanwhile
  await writing.stop();
  await server.stop();
  expect(copied).toBeGreaterThanOrEqual(atStart);
  expect(eventsIn(plain)).toBeLessThan(atStart); // the control: what a plain copy of the file would have lost
  expect(await readdir(backup)).toEqual(['events.db']);

  const restored = await restore(backup, dataDir);
  expect(await answersAbout(restored, lives)).toBe(told);
  for (const [id, names] of acknowledged) {
    const { integratorKey } = await ask<Renamings>(restored, renamings, { id });
    const there = integratorKey?.history.nodes.map(({ details }) => details.find(({ name }) => name === 'name')?.value);
    expect(there?.slice(0, names.length)).toEqual(names);
  }
  await mutate(restored, 'createIntegratorKey', { name: 'Life goes on' });
  expect(await restored.stop()).toEqual([0, null]);
});

test('a backup of a server at rest gives the same bytes to every query', async () => {
  const dataDir = await newDirectory();
  const server = await startServer(dataDir, quiet);
  await everyVerb(server);
  await everyVerb(server, { spare: true });
  const backup = await newDirectory();
  await backUp(dataDir, backup);
  const told = await dump(server);
  await server.stop();
  const restored = await restore(backup, dataDir);
  expect(await dump(restored)).toBe(told);
  expect(await restored.stop()).toEqual([0, null]);
});

test('a backup has no peppers, and without them nothing starts', async () => {
  const dataDir = await newDirectory();
  const server = await startServer(dataDir);
  const backup = await newDirectory();
  await backUp(dataDir, backup);
  await server.stop();
  const { code, stderr } = await runServer(backup);
  expect(code).toBe(1);
  expect(stderr).toBe('Keyledger cannot start: PeppersFault: The peppers file does not exist.\n');
});

import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { post, type Payload } from '../e2e/client.js';
import { runServer, startServer, type ServerProcess } from '../kit/server/server-process.js';
import '../e2e/temporary-directories.js';
import { eventsIn } from './examine.js';
import { smallDisk, testWithMount } from './needs.js';

const MEGABYTE = 1024 * 1024;
const settings = { KEYLEDGER_SAMPLE_DATA: 'off', KEYLEDGER_LOG_LEVEL: 'silent' };
const create = `mutation ($input: CreateIntegratorKeyInput!) {
  createIntegratorKey(input: $input) { integratorKey { id } userErrors { code } }
}`;
type Created = { createIntegratorKey: Payload };

/** The id of a new key that takes some room, or the code of its refusal. */
async function write(server: ServerProcess): Promise<{ id?: string; code?: string }> {
  const input = { name: 'Fills the disk', description: 'x'.repeat(1900) };
  const { data, errors } = await post<Created>(server, create, { input });
  const id = data?.createIntegratorKey?.integratorKey?.id;
  return id === undefined ? { code: errors?.[0]?.extensions.code ?? 'no code' } : { id };
}

/** What the views say of a key, or the code of their refusal. */
async function read(server: ServerProcess, id: string | undefined): Promise<unknown> {
  const { data, errors } = await post(server, 'query ($id: ID!) { integratorKey(id: $id) { id } }', { id });
  return errors?.[0]?.extensions.code ?? data;
}

async function fill(server: ServerProcess, acknowledged: string[]): Promise<void> {
  for (let refused = 0; refused < 5;) {
    const { id, code } = await write(server);
    if (id !== undefined) acknowledged.push(id);
    else {
      expect(code).toBe('UNAVAILABLE');
      refused++;
    }
  }
}

const freeOn = (directory: string) => {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
};

testWithMount(
  'a full disk refuses commands, and it is over when there is room; nothing is lost or doubled',
  async () => {
    const disk = smallDisk(8);
    const directory = join(disk, 'data');
    const server = await startServer(directory, settings);
    const acknowledged: string[] = [];
    const first = await write(server);
    acknowledged.push(first.id ?? '');
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(Math.max(0, freeOn(disk) - 3 * MEGABYTE)));

    await Promise.all(Array.from({ length: 4 }, () => fill(server, acknowledged)));
    expect(acknowledged.length).toBeGreaterThan(5);
    expect(await read(server, first.id)).toEqual({ integratorKey: { id: first.id } });
    expect(await read(server, acknowledged.at(-1))).toEqual({ integratorKey: { id: acknowledged.at(-1) } });

    writeFileSync(join(disk, 'rest'), Buffer.alloc(freeOn(disk))); // by somebody else, to the last byte
    expect(await write(server)).toEqual({ code: 'UNAVAILABLE' });
    expect(await read(server, first.id)).toEqual({ integratorKey: { id: first.id } });

    for (const name of ['filler', 'rest']) rmSync(join(disk, name));
    for (let tries = 0; tries < 3; tries++) {
      const { id } = await write(server);
      expect(id).toBeDefined();
      acknowledged.push(id ?? '');
    }
    expect((await fetch(`${server.address}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toEqual([0, null]);
    const ids = (await eventsIn(directory)).map(({ keyId }) => keyId);
    expect(ids.sort()).toEqual(acknowledged.sort());
  },
);

testWithMount('a start on a full disk says so, and goes when there is room', async () => {
  const disk = smallDisk(8);
  const directory = join(disk, 'data');
  expect(await (await startServer(directory, settings)).stop()).toEqual([0, null]);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(freeOn(disk)));
  const { code, stdout, stderr } = await runServer(directory, settings);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Keyledger cannot start: DataDirectoryUnusable: .* its disk is full: free some space\.\n$/);
  rmSync(join(disk, 'filler'));
  expect(await (await startServer(directory, settings)).stop()).toEqual([0, null]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { stopAll } from '../kit/server/server-process.js';

const made: string[] = [];
afterAll(async () => {
  await stopAll();
  await Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true })));
});

/** A directory that is removed after the last test of the file, when every server of it is down. */
export async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'keyledger-e2e-'));
  made.push(directory);
  return directory;
}

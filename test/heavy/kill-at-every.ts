import { cp } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { mutate } from '../e2e/client.js';
import { share } from '../kit/share.js';
import { startServer, type ServerProcess } from '../kit/server/server-process.js';
import { newDirectory } from '../e2e/temporary-directories.js';
import { filesOf, type DataFile } from './examine.js';
import { strace } from './strace.js';

export const settings = {
  KEYLEDGER_SAMPLE_DATA: 'off',
  KEYLEDGER_LOG_LEVEL: 'silent',
  KEYLEDGER_VIEWS_WAIT_MS: '2000',
};
/** A directory whose server is gone, with one key in it and what else was done to it. */
export async function aUsedDirectory(use: (server: ServerProcess, integratorKeyId: string) => Promise<unknown>) {
  const directory = await newDirectory();
  const server = await startServer(directory, settings);
  const integratorKeyId = (await mutate(server, 'createIntegratorKey', { name: 'Before' })).integratorKey?.id ?? '';
  await use(server, integratorKeyId);
  await server.stop();
  return { directory, integratorKeyId };
}

export const WRITES = 'pwrite64,write,ftruncate,unlink';
export const FSYNCS = 'fsync,fdatasync';

export interface Killed {
  directory: string;
  acknowledged: boolean;
  /** False when it came to its end before. */
  killed: boolean;
}

/**
 * Kills at the first, the second, the third ... of these calls (every so many), until one run comes to its end. Two runs go
 * on at once: most of a run is the start of a server, on one core. Only the share of this run, unless `whole`.
 */
export async function atEvery(
  run: (when: number) => Promise<Killed>,
  judge: (one: Killed) => Promise<void>,
  { step = 1, whole = false } = {},
) {
  const judged = async (when: number) => {
    const one = await run(when);
    await judge(one);
    return one.killed;
  };
  for (let count = 0; ; count += 2) {
    const [first, second] = await Promise.all(
      [count, count + 1].map((before) => judged(1 + (whole ? before : share.nth(before)) * step)),
    );
    if (!first) return count;
    if (!second) return count + 1;
  }
}

/** Starts the server on a copy of this directory, has it do one command, and stops it, if it lives so long. */
export const serverOn =
  (
    from: string,
    file: DataFile,
    calls: string,
    command: (server: ServerProcess, directory: string) => Promise<unknown>,
  ) =>
  async (when: number): Promise<Killed> => {
    const directory = await newDirectory();
    await cp(from, directory, { recursive: true });
    const through = strace({ calls, does: 'signal=SIGKILL', when, files: filesOf(directory, file) });
    const server = await startServer(directory, settings, through).catch(() => undefined);
    if (!server) return { directory, acknowledged: false, killed: true };
    const acknowledged = await command(server, directory).then(
      () => true,
      () => false,
    );
    const [code, signal] = await server.stop();
    expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL']);
    return { directory, acknowledged, killed: signal !== null };
  };

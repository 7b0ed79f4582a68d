import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, jest } from '@jest/globals';
import { openDevelopmentIssuer } from '../../src/adapters/auth/development-issuer.js';
import type { Role } from '../../src/app/actor.js';
import { readConfig } from '../../src/config.js';
import { start } from '../../src/start.js';
import { asker } from './ask.js';

// A bound, and no measure: a machine that is busy starts a server slowly.
jest.setTimeout(60_000);

export interface Person {
  subject?: string;
  account?: string | null;
  roles?: readonly Role[];
  lifetimeSeconds?: number;
}

/** A directory of one server's own; sample data only where a test is about them. */
export const settingsIn = (directory: string, settings: Record<string, string> = {}) => ({
  KEYLEDGER_PORT: '0',
  KEYLEDGER_DATA_DIR: directory,
  KEYLEDGER_SAMPLE_DATA: 'off',
  KEYLEDGER_LOG_LEVEL: 'silent',
  ...settings,
});

export const newDataDirectory = () => mkdtemp(join(tmpdir(), 'keyledger-edge-'));

/** Mints tokens that a server on this directory takes; by default an administrator's of acme. */
export async function minter(directory: string) {
  const { mintToken } = await openDevelopmentIssuer(directory);
  return ({ account = 'acme', roles = ['ADMINISTRATOR'], lifetimeSeconds = 600, ...person }: Person = {}) => {
    const subject = person.subject ?? `${roles.join('+').toLowerCase()}@${account ?? 'nowhere'}.example`;
    return mintToken({ subject, account, roles, kind: 'user', lifetimeSeconds });
  };
}

export type Served = Awaited<ReturnType<typeof serve>>;

/** The server as it ships, in this process, on a free port. */
export async function serve(settings: Record<string, string> = {}, directory?: string) {
  const dataDirectory = directory ?? (await newDataDirectory());
  const { address, ready, close } = await start(readConfig(settingsIn(dataDirectory, settings)));
  await ready;
  const token = await minter(dataDirectory);
  const administrator = await token();
  return {
    address,
    dataDirectory,
    token,
    administrator,
    ...asker(address, administrator),
    close,
    async remove() {
      await close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** One server for all tests of a file. */
export function aServer(settings: Record<string, string> = {}): Served {
  const server = {} as Served;
  beforeAll(async () => void Object.assign(server, await serve(settings)));
  afterAll(() => server.remove());
  return server;
}

import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { asker } from './ask.js';
import { minter, newDataDirectory, settingsIn } from './settings.js';
import { sharedServer } from './shared-server.js';

export type Served = Awaited<ReturnType<typeof signedIn>>;
export type OwnServer = Awaited<ReturnType<typeof serve>>;

/** Ways to talk to a server in this process or another, as the administrator of an account. */
async function signedIn(address: string, dataDirectory: string, account = 'acme') {
  const token = await minter(dataDirectory, account);
  const administrator = await token();
  return { address, dataDirectory, account, token, administrator, ...asker(address, administrator) };
}

/** The server as it ships, in this process, on a free port. */
export async function serve(settings: Record<string, string> = {}, directory?: string) {
  const [{ readConfig }, { start }] = await Promise.all([
    import('../../../src/config/config.js'),
    import('../../../src/server/start.js'),
  ]);
  const dataDirectory = directory ?? (await newDataDirectory());
  const { address, ready, close } = await start(readConfig(settingsIn(dataDirectory, settings)));
  await ready;
  return {
    ...(await signedIn(address, dataDirectory)),
    close,
    async remove() {
      await close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/**
 * One server for all tests of a file. Without settings it is the one that all files of jest's project `served` share, and the
 * file has an account of its own there; a file that breaks something, or counts what others do, takes `aServerOfItsOwn`.
 */
export function aServer(settings?: Record<string, string>): Served {
  const shared = settings === undefined ? sharedServer() : undefined;
  if (shared === undefined) return aServerOfItsOwn(settings);
  const server = {} as Served;
  beforeAll(async () => {
    Object.assign(server, await signedIn(shared.address, shared.dataDirectory, `acme-${randomUUID()}`));
  });
  return server;
}

export function aServerOfItsOwn(settings: Record<string, string> = {}): OwnServer {
  const server = {} as OwnServer;
  beforeAll(async () => void Object.assign(server, await serve(settings)));
  afterAll(() => server.remove());
  return server;
}

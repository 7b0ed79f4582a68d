import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { asker } from './ask.js';
import { launchServer } from './server-process.js';
import { minter, newDataDirectory, settingsIn } from './settings.js';

/** The server as a process of its own, so that all it says can be read: standard output, standard error, its log. */
export async function serveApart(settings: Record<string, string> = {}, given?: string) {
  const directory = given ?? (await newDataDirectory());
  const server = launchServer(settingsIn(directory, { KEYLEDGER_LOG_LEVEL: 'debug', ...settings }));
  const { address } = await server.reported('listening');
  const token = await minter(directory);
  const administrator = await token();
  return {
    address,
    token,
    administrator,
    ...asker(address, administrator),
    /** Everything said so far, once this text (of something asked just now) has been logged. */
    async saidUpTo(text: string): Promise<string> {
      while (!server.output().includes(text)) await delay(10);
      return server.output();
    },
    async end() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

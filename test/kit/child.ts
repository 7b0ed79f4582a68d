import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asker } from './ask.js';
import { minter, newDataDirectory, settingsIn } from './server.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** The server as a process of its own, so that all it says can be read: standard output, standard error, its log. */
export async function serveApart(settings: Record<string, string> = {}, given?: string) {
  const directory = given ?? (await newDataDirectory());
  const env = settingsIn(directory, { KEYLEDGER_LOG_LEVEL: 'debug', ...settings });
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const [found] = /http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/.exec(said) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`The server ended: ${said}`)));
  });
  const token = await minter(directory);
  const administrator = await token();
  return {
    address,
    token,
    administrator,
    ...asker(address, administrator),
    /** Everything said so far, once this text (of something asked just now) has been logged. */
    async saidUpTo(text: string): Promise<string> {
      while (!said.includes(text)) await delay(10);
      return said;
    },
    async end() {
      child.kill('SIGTERM');
      await closed;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

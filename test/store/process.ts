import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts a compiled script beside this file with its data directory. */
export function start(script: string, dataDirectory: string) {
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  return {
    lines,
    firstLine: async () => ((await once(lines, 'line')) as [string])[0],
    ended,
    /** SIGKILL: nothing of it can tidy up. Resolves when it is gone. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

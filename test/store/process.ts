import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';

/** Ends what a failed test has left running: it would keep jest from ending. */
const running = new Set<() => Promise<void>>();
afterEach(() => Promise.all([...running].map((kill) => kill())));

/**
 * Starts a compiled script beside this file with its data directory. With `fileBlocks` no file can grow beyond so many
 * blocks (of 512 or 1,024 bytes, as the shell counts): a write that fails as on a broken disk.
 */
export function start(script: string, dataDirectory: string, { fileBlocks }: { fileBlocks?: number } = {}) {
  const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks} && `;
  const command = [process.execPath, fileURLToPath(new URL(script, import.meta.url)), dataDirectory];
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close') as Promise<[code: number | null, signal: string | null]>;
  const lines = createInterface({ input: child.stdout });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  running.add(kill);
  void ended.then(() => running.delete(kill));
  return {
    lines,
    firstLine: async () => ((await once(lines, 'line')) as [string])[0],
    /** Its exit code, or the signal that ended it. */
    ended,
    /** SIGKILL: nothing of it can tidy up. Resolves when it is gone. */
    kill,
  };
}

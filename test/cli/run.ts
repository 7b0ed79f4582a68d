import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { patienceMs } from '../kit/patience.js';

const keyledger = fileURLToPath(new URL('../../src/cli/keyledger.js', import.meta.url));

/** Runs the command as a shell would, with these variables and no others. */
export const run = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [keyledger, ...args], { env, timeout: patienceMs }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

/** Starts the command, to be killed in the middle: nothing of it can tidy up. */
export function started(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [keyledger, ...args], { env, stdio: 'ignore' });
  const ended = once(child, 'close');
  return {
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

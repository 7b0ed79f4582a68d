import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const keyledger = fileURLToPath(new URL('../../src/cli/keyledger.js', import.meta.url));

/** Runs the command as a shell would, with these variables and no others. */
export const run = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [keyledger, ...args], { env, timeout: 30_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

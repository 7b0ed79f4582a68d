import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Integrity } from './integrity.js';

/** None that a process which fails ends with. */
export const exitCodes: Record<Integrity, number> = { whole: 64, damaged: 65, unknown: 66 };

const body = fileURLToPath(new URL('./integrity-process.js', import.meta.url));
const LOWEST_PRIORITY = 19;

/**
 * `integrityOf`, in a process of its own: SQLite cannot be interrupted in it, and a thread would hold up the end of this
 * process for as long. It gets the processor when nobody else wants it, and is killed when the signal aborts. Never rejects.
 */
export function checkIntegrity(path: string, signal: AbortSignal): Promise<Integrity> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', body, path], {
      ...{ stdio: 'ignore', signal, killSignal: 'SIGKILL' },
      env: {}, // it needs none of our secrets
    });
    child.unref();
    child.once('spawn', () => lowerPriority(child.pid));
    child.once('error', () => resolve('unknown')); // no memory for another process, or aborted
    child.once('exit', (code) => {
      const found = (Object.keys(exitCodes) as Integrity[]).find((integrity) => exitCodes[integrity] === code);
      resolve(found ?? 'unknown');
    });
  });
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, LOWEST_PRIORITY);
  } catch {
    // it has ended, or may not: it then takes its share
  }
}

import { peppersRemedy } from '../adapters/crypto/peppers/peppers-remedy.js';
import { readConfigWith } from '../config/config.js';
import { explainDamage, explainStart } from './explain-start.js';
import { start, type Running } from './start.js';
import { jsonLine, welcome } from './welcome.js';

/** Time for pending work to finish on shutdown (generating a keypair cannot be interrupted); then the process exits anyway. */
const GRACE_MS = 9_000;

/** Message to a parent process that has opened a channel (Node's IPC): the welcome, for programs. */
export interface Report {
  /** `listening` when requests are answered, `ready` when the views have caught up. */
  kind: 'listening' | 'ready';
  address: string;
  developmentToken?: string;
}

function report(kind: Report['kind'], { address, developmentToken }: Running): void {
  const message: Report = { kind, address, ...(developmentToken !== undefined && { developmentToken }) };
  process.send?.(message, undefined, {}, () => undefined); // a parent that is gone is no fault of ours
}

async function main(): Promise<void> {
  const config = readConfigWith(peppersRemedy);
  const running = await start(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(running, signal));
  void running.damaged.then((error) => endDamaged(running, error));
  report('listening', running);
  await running.ready.catch(async (error: unknown) => {
    await running.close();
    throw error;
  });
  process.stdout.write(welcome(config, running));
  report('ready', running);
}

/** As when the damage is found at a start: the same exit code, and no answer from this log any more. */
async function endDamaged(running: Running, error: Error): Promise<void> {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.stderr.write(`${explainDamage(error)}\n`);
  await running.close().catch(() => undefined);
  process.exit(1);
}

async function stop(running: Running, signal: string): Promise<void> {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await running.close();
  const goodbye = running.developmentToken === undefined ? jsonLine({ signal, msg: 'Keyledger has stopped' }) : '';
  process.stdout.write(goodbye, () => process.exit(0)); // a pipe takes it later
}

// nobody reads the welcome any more, or the disk under it is full: the server has other work
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main().catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exit(1);
});

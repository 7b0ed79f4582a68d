import { peppersRemedy } from './adapters/crypto/peppers-remedy.js';
import { readConfigWith } from './config.js';
import { explainStart } from './explain-start.js';
import { start, type Running } from './start.js';
import { welcome } from './welcome.js';

/** Seconds for what is under way to come to its end (generating a keypair cannot be interrupted); then the process ends all the same. */
const GRACE = 9;

async function main(): Promise<void> {
  const config = readConfigWith(peppersRemedy);
  const running = await start(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(running));
  await running.ready.catch(async (error: unknown) => {
    await running.close();
    throw error;
  });
  process.stdout.write(welcome(config, running));
}

async function stop(running: Running): Promise<void> {
  setTimeout(() => process.exit(1), GRACE * 1000).unref();
  await running.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exit(1);
});

import { peppersRemedy } from '../../adapters/crypto/peppers/peppers-remedy.js';
import { readConfigWith } from '../../config/config.js';
import { start } from '../../server/start.js';

/** Time for work that is on its way to end; then the process exits anyway. */
const GRACE_MS = 9_000;

/** `keyledger work`: reminders and webhooks, in a process that answers no requests. Ends at SIGTERM and SIGINT. */
export async function work(): Promise<void> {
  const config = { ...readConfigWith(peppersRemedy), worker: true };
  const running = await start(config, { listens: false });
  const end = async (code: number) => {
    setTimeout(() => process.exit(code), GRACE_MS).unref();
    await running.close();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
  void running.damaged.then((error) => {
    console.error(`keyledger: ${error.message}`);
    return end(1);
  });
  try {
    await running.ready;
  } catch (error) {
    await running.close();
    throw error;
  }
  console.log('Keyledger works: it reminds and delivers as soon as no other worker does.');
}

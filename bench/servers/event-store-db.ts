import { fileURLToPath } from 'node:url';
import { launch } from './start.js';

const double = fileURLToPath(new URL('./double.js', import.meta.url));

/**
 * Runs the work on the server in KEYLEDGER_BENCH_EVENTSTOREDB_URL, which may be written to; without one on the double, which is another
 * program with other costs. `on` is its name in a row.
 */
export async function withEventStoreDb<Result>(work: (url: string, on: string) => Promise<Result>): Promise<Result> {
  const given = process.env['KEYLEDGER_BENCH_EVENTSTOREDB_URL'];
  if (given) return work(given, 'EventStoreDB');
  const own = await launch({ program: double });
  try {
    return await work(own.address, 'the double');
  } finally {
    await own.stop();
  }
}

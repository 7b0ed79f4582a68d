import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';

jest.setTimeout(2 * patienceMs); // how long the search for primes takes is chance

const pool = new URL('../../src/adapters/crypto/keypairs/keypair-pool.js', import.meta.url).href;
const options = (pairs: number) => `{ sizes: { 2048: ${pairs}, 3072: 0, 4096: 0 } }`;

/** What a process prints until it ends by itself; one that does not is ended, and fails the test. */
async function printedBy(script: string) {
  const program = `import { openKeypairPool } from '${pool}'; ${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: patienceMs,
  });
  return stdout;
}

const takeOne = (pairs: number) =>
  `const pool = openKeypairPool(${options(pairs)}); pool.keepReady(); console.log((await pool.take(2048)).kid.length);`;

test.each([
  ['after closing', `${takeOne(2)} await pool.close();`],
  ['without closing, once nobody waits', takeOne(2)],
  ['only when who waits has been served', takeOne(0)],
])('a process ends %s', async (_, script) => expect(await printedBy(script)).toBe('43\n'));

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';

jest.setTimeout(60_000); // how long the search for primes takes is chance

const pool = new URL('../../src/adapters/crypto/keypair-pool.js', import.meta.url).href;
const run = (script: string) =>
  promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    `import { openKeypairPool } from '${pool}'; ${script}`,
  ]);

test.each([
  [
    'after closing',
    'const pool = openKeypairPool({ sizes: { 2048: 2, 3072: 0, 4096: 0 } }); const { kid } = await pool.take(2048); await pool.close(); console.log(kid.length)',
  ],
  [
    'without closing, once nobody waits',
    'const pool = openKeypairPool({ sizes: { 2048: 2, 3072: 0, 4096: 0 } }); const { kid } = await pool.take(2048); console.log(kid.length)',
  ],
  [
    'only when who waits has been served',
    'console.log((await openKeypairPool({ sizes: { 2048: 0, 3072: 0, 4096: 0 } }).take(2048)).kid.length)',
  ],
])('a process ends %s', async (_, script) => expect((await run(script)).stdout).toBe('43\n'));

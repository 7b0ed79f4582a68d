import { parsePeppers, type Peppers } from '../../src/adapters/crypto/peppers.js';

/** A pepper that is the same in every run: 32 bytes of its own version. */
const pepper = (version: number) => Buffer.alloc(32, version).toString('base64');

/** Peppers of these versions, the last one current. */
export function peppersOf(...versions: number[]): Peppers {
  const peppers = Object.fromEntries(versions.map((version) => [String(version), pepper(version)]));
  return parsePeppers(JSON.stringify({ current: versions.at(-1), peppers }));
}

import { parsePeppers, type Peppers } from '../../src/adapters/crypto/peppers/peppers.js';

/** Peppers of these versions, the last one current, each 32 bytes of its own version: the same in every run. */
export function peppersOf(...versions: number[]): Peppers {
  return peppersMadeOf(versions.at(-1) ?? 0, Object.fromEntries(versions.map((version) => [version, version])));
}

/** Peppers that are 32 times the byte beside their version. */
export function peppersMadeOf(current: number, bytes: Readonly<Record<number, number>>): Peppers {
  const made = Object.entries(bytes).map(([version, byte]) => [version, Buffer.alloc(32, byte).toString('base64')]);
  return parsePeppers(JSON.stringify({ current, peppers: Object.fromEntries(made) as unknown }));
}

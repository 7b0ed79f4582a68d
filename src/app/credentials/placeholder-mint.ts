import { randomUUID } from 'node:crypto';
import type { Mint } from './ports.js';

/**
 * A mint for commands that are planned and never run. It takes nothing from the pool of keypairs and uses no pepper: whatever it
 * gives is a text that stands for something to be made, a random UUID so that it equals no text of the caller.
 */
export function placeholderMint() {
  const given = new Set<string>();
  function placeholder(): string {
    const text = randomUUID();
    given.add(text);
    return text;
  }
  const mint: Mint = {
    id: placeholder,
    secret: () => ({
      plainText: placeholder(),
      digest: placeholder(),
      digestScheme: 'hmac-sha256',
      pepperVersion: 0,
      pepperId: placeholder(),
      lastFour: placeholder(),
    }),
    keypair: (modulusLength) =>
      Promise.resolve({
        kid: placeholder(),
        fingerprint: placeholder(),
        modulusDigest: placeholder(),
        algorithm: 'RS256',
        modulusLength,
        publicKeyPem: placeholder(),
        publicExponent: null,
        shown: { privateKeyPem: placeholder(), publicKeyPem: placeholder() },
      }),
  };
  return { mint, isPlaceholder: (text: string) => given.has(text) };
}

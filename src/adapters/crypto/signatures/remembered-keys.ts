import type { VerificationKey } from './verification-key.js';

type Read = (publicKeyPem: string) => VerificationKey | undefined;

/** `read`, remembered for the `most` keys used last: to read a key takes as long as to verify with it. */
export function rememberedKeys(read: Read, most: number): Read {
  const known = new Map<string, VerificationKey | undefined>(); // in the order of use
  return (publicKeyPem) => {
    const key = known.has(publicKeyPem) ? known.get(publicKeyPem) : read(publicKeyPem);
    known.delete(publicKeyPem);
    known.set(publicKeyPem, key);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return key;
  };
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

interface Parameters {
  modulusLength?: number;
  publicExponent?: number;
  divisorLength?: number;
  namedCurve?: string;
}

/**
 * A new keypair. Written out and read again: on Node 20 a `KeyObject` that comes straight from the generator shares its lock with
 * the generator, and when that is collected during an export the process waits for itself for ever.
 */
export function newKeyPair(type: 'rsa' | 'rsa-pss' | 'dsa' | 'ec' | 'ed25519', parameters: Parameters = {}) {
  const { publicKey, privateKey } = generateKeyPairSync(type as 'rsa', {
    ...(parameters as { modulusLength: number }),
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return {
    publicKey: createPublicKey({ key: publicKey, type: 'spki', format: 'der' }) satisfies KeyObject,
    privateKey: createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' }) satisfies KeyObject,
  };
}

import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyType } from '../../../domain/assertions/algorithm.js';

/** A public key, ready to verify with. */
export interface VerificationKey {
  key: KeyObject;
  type: KeyType;
  /** Octets that a signature of this key has. */
  signatureBytes: number;
}

/** RFC 7518 3.3 and 3.5: smaller keys must not be used. */
const MIN_MODULUS_BITS = 2048;
/** `R || S` of P-256 (RFC 7518 3.4), and Ed25519 (RFC 8032 5.1.6). */
const PAIR_BYTES = 64;

/** Undefined for a key that no assertion may be signed with: another type or curve, or too small a modulus. */
export function verificationKey(key: KeyObject): VerificationKey | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ed25519') return { key, type: 'Ed25519', signatureBytes: PAIR_BYTES };
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1')
    return { key, type: 'P-256', signatureBytes: PAIR_BYTES };
  const isRsa = key.asymmetricKeyType === 'rsa' && modulusLength >= MIN_MODULUS_BITS;
  return isRsa ? { key, type: 'RSA', signatureBytes: Math.ceil(modulusLength / 8) } : undefined;
}

/** From an SPKI PEM; undefined, too, for what is none. */
export function readVerificationKey(publicKeyPem: string): VerificationKey | undefined {
  try {
    return verificationKey(createPublicKey(publicKeyPem));
  } catch {
    return undefined;
  }
}

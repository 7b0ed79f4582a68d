import { addKeypair, type AddKeypair } from './add-keypair.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_MODULUS_LENGTH, MIN_MODULUS_LENGTH } from './refusals.js';

export interface UploadPublicKey extends AddKeypair {
  publicExponent: bigint;
}

/** Odd, not small, and not so large that verification becomes slow (FIPS 186-5 allows up to 256 bits). */
const isGoodExponent = (exponent: bigint) => exponent >= 65537n && exponent < 2n ** 64n && exponent % 2n === 1n;

/** Adds an uploaded public key if it is strong and its modulus is new to this key; a revoked modulus counts as used. */
export function uploadPublicKey(key: ExistingKey, { publicExponent, ...keypair }: UploadPublicKey): KeyEvent[] {
  const { modulusLength, modulusDigest } = keypair;
  const strong = modulusLength >= MIN_MODULUS_LENGTH && modulusLength <= MAX_MODULUS_LENGTH;
  if (!strong || !isGoodExponent(publicExponent)) throw new Refusal('PUBLIC_KEY_WEAK', ['publicKey']);
  if (key.keypairs.some((known) => known.modulusDigest === modulusDigest))
    throw new Refusal('KEYPAIR_EXISTS', ['publicKey']);
  return addKeypair(key, keypair);
}

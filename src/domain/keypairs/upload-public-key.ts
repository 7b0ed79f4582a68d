import { addKeypair, type AddKeypair } from './add-keypair.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { isKidTaken, kidOf } from './kid.js';
import { MAX_MODULUS_LENGTH, MIN_MODULUS_LENGTH } from './refusals.js';

/** `kid` is the thumbprint of the key, `expiresAt` what its owner asked for. */
export interface UploadPublicKey extends AddKeypair {
  /** Null of what is not RSA. */
  publicExponent: bigint | null;
  /** The kid in the JWK. */
  ownKid: string | null;
  /** End of the certificate, ISO 8601 UTC. */
  notAfter: string | null;
}

/**
 * Adds an uploaded public key if it is strong and new to this key; a revoked one counts as used. Its own kid is kept where it can be,
 * and where nothing else is asked for it expires with its certificate.
 */
export function uploadPublicKey(key: ExistingKey, { publicExponent, ownKid, notAfter, ...keypair }: UploadPublicKey) {
  if (!isStrong(keypair, publicExponent)) throw new Refusal('PUBLIC_KEY_WEAK', ['publicKey']);
  const kid = kidOf(key, ownKid, keypair.kid);
  // the thumbprint may be taken too, by a key that was given it as its own kid
  if (isKnown(key, keypair) || isKidTaken(key, kid)) throw new Refusal('KEYPAIR_EXISTS', ['publicKey']);
  const expiresAt = keypair.expiresAt ?? notAfter;
  if (keypair.expiresAt === null && notAfter !== null && notAfter <= keypair.now)
    throw new Refusal('EXPIRY_IN_THE_PAST', ['publicKey']); // the date is in the certificate
  return addKeypair(key, { ...keypair, kid, expiresAt }) satisfies KeyEvent[];
}

/** Of the curves there is one strength. */
function isStrong({ modulusLength }: AddKeypair, publicExponent: bigint | null): boolean {
  if (modulusLength === null) return publicExponent === null;
  return publicExponent === 65537n && modulusLength >= MIN_MODULUS_LENGTH && modulusLength <= MAX_MODULUS_LENGTH;
}

/** By the key itself, whatever it was written in; one modulus under two exponents is one key. */
const isKnown = ({ keypairs }: ExistingKey, { fingerprint, modulusDigest }: AddKeypair) =>
  keypairs.some(
    (known) => known.fingerprint === fingerprint || (modulusDigest !== null && known.modulusDigest === modulusDigest),
  );

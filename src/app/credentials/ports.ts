import type { KeyType, SignatureAlgorithm } from '../../domain/assertions/algorithm.js';
import type { Environment } from '../../domain/values/environment.js';
import type { KeypairAdded } from '../../domain/keypairs/facts.js';
import type { SecretAdded } from '../../domain/secrets/facts.js';

/** A secret just made. `plainText` goes into the one answer that shows it, everything else into the event. */
export interface MintedSecret extends SecretDigest, Pick<SecretAdded, 'lastFour'> {
  plainText: string;
}

/** The public half of a pair; its `kid` is the thumbprint. */
export type PublicKey = Pick<
  KeypairAdded,
  'kid' | 'fingerprint' | 'modulusDigest' | 'algorithm' | 'modulusLength' | 'publicKeyPem'
> & {
  /** Null of what is not RSA. */
  publicExponent: bigint | null;
};

/** A public key that somebody wrote, with what the text says of it. */
export type WrittenPublicKey = PublicKey & {
  /** The `kid` of a JWK, whatever it is. */
  ownKid: string | null;
  /** The end of a certificate, ISO 8601 UTC; null: there is none. */
  notAfter: string | null;
};

export interface MintedKeypair extends PublicKey {
  /** The PEM texts for the answer, in the requested format. The server stores the private key nowhere: it leaves with that answer. */
  shown: { privateKeyPem: string; publicKeyPem: string };
}

/** PKCS#8 with SubjectPublicKeyInfo, or PKCS#1 (RFC 8017 A.1) for both. */
export const keyFormats = ['PKCS8', 'PKCS1'] as const;
export type KeyFormat = (typeof keyFormats)[number];

export const modulusLengths = [2048, 3072, 4096] as const;
export type ModulusLength = (typeof modulusLengths)[number];

/** The only place where identities and secrets are born; the adapter is `adapters/crypto`. */
export interface Mint {
  /** A random UUID. */
  id(): string;
  secret(environment: Environment): MintedSecret;
  /** From the pool; waits when the pool is empty, never on this thread. */
  keypair(modulusLength: ModulusLength, format: KeyFormat): Promise<MintedKeypair>;
}

/** The fields of a registered secret that verification needs. */
export type SecretDigest = Pick<SecretAdded, 'digest' | 'digestScheme' | 'pepperVersion' | 'pepperId'>;

/** The public names of a pepper: the version that the operator gave it, and an id derived from the pepper. */
export interface PepperName {
  version: number;
  id: string;
}

export interface SecretVerifier {
  /**
   * The candidate whose secret this is, if any. Constant-time; the same work whether there are candidates or none,
   * and whether or not the text has the form of a secret.
   */
  find<Candidate extends SecretDigest>(plainText: string, candidates: readonly Candidate[]): Candidate | undefined;
  /** What the text would be kept as under each pepper at hand; none for a text that is too long for a secret, after the same work. */
  digestsOf(plainText: string): readonly SecretDigest[];
  /** Whether the text has the form of a secret that this program made: prefix, length and checksum. Asks nobody. */
  hasForm(plainText: string): boolean;
  /** Peppers at hand, by version. */
  readonly peppers: readonly PepperName[];
}

/** A JWS, but for its key. */
export interface Signed {
  algorithm: SignatureAlgorithm;
  signingInput: string;
  signature: Uint8Array;
}

/** Verifies with public keys, each an SPKI PEM. */
export interface SignatureVerifier {
  /** Undefined for a key that nothing is verified with here. Does not throw. */
  keyTypeOf(publicKeyPem: string): KeyType | undefined;
  /** False without a key, after as much work as with one; false if the algorithm is not one of the key. Does not throw. */
  verify(signed: Signed, publicKeyPem: string | undefined): boolean;
}

/** Whether a scanner for secrets has signed these bytes: with the key of this name, by this signature in base64. Does not throw. */
export type SignedByScanner = (keyId: string, signature: string, body: Uint8Array) => boolean;

/** The pool cannot give a keypair now: too many requests wait, or its worker thread is down. A later retry helps. */
export class KeypairsUnavailable extends Error {
  override name = 'KeypairsUnavailable';
}

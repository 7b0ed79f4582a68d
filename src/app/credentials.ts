import type { Environment, KeypairAdded, SecretAdded } from '../domain/key/events.js';

/** A secret just made. `plainText` goes into the one answer that shows it, everything else into the event. */
export interface MintedSecret extends Pick<SecretAdded, 'digest' | 'digestScheme' | 'pepperVersion' | 'lastFour'> {
  plainText: string;
}

/** What is public about an RSA key. */
export type PublicKey = Pick<
  KeypairAdded,
  'kid' | 'fingerprint' | 'modulusDigest' | 'algorithm' | 'modulusLength' | 'publicKeyPem'
> & { publicExponent: bigint };

export interface MintedKeypair extends PublicKey {
  /** PKCS#8. Kept nowhere: it leaves with the answer that creates it. */
  privateKeyPem: string;
}

export type ModulusLength = 2048 | 3072 | 4096;

/** The only place where identities and secrets are born; the adapter is `adapters/crypto`. */
export interface Mint {
  /** A random UUID. */
  id(): string;
  secret(environment: Environment): MintedSecret;
  /** From the pool; waits when the pool is empty, never on this thread. */
  keypair(modulusLength: ModulusLength): Promise<MintedKeypair>;
}

/** What verification knows of one registered secret. */
export type SecretDigest = Pick<SecretAdded, 'digest' | 'digestScheme' | 'pepperVersion'>;

export interface SecretVerifier {
  /**
   * The candidate whose secret this is, if any. Constant-time; the same work whether there are candidates or none,
   * and whether or not the text has the form of a secret.
   */
  find<Candidate extends SecretDigest>(plainText: string, candidates: readonly Candidate[]): Candidate | undefined;
  /** Pepper versions at hand. */
  readonly pepperVersions: readonly number[];
}

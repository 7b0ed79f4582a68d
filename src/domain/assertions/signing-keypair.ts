import { isUsable } from '../credentials/usable.js';
import type { CredentialStatus } from '../credentials/credential.js';
import type { Environment } from '../values/environment.js';

/** What is asked of a keypair of a client. */
export interface AssertionKeypair {
  keypairId: string;
  environment: Environment;
  kid: string;
  /** SubjectPublicKeyInfo, PEM. */
  publicKeyPem: string;
  status: CredentialStatus;
  expiresAt: string | null;
}

/** Where and when a keypair is to count. */
export interface Occasion {
  environment: Environment;
  /** ISO 8601 UTC. */
  now: string;
}

/**
 * The one keypair that may have signed: the one that `kid` names (RFC 7515 4.1.4), and without `kid` the only one that fits and
 * counts now; to try several would make the work tell how many there are. A keypair that does not count is taken where none does:
 * the signature is verified before its owner is told why, and nobody else is.
 */
export function signingKeypair<Keypair extends AssertionKeypair>(
  kid: unknown,
  keypairs: readonly Keypair[],
  fits: (keypair: Keypair) => boolean,
  occasion: Occasion,
): Keypair | undefined {
  const named = kid === undefined ? keypairs : keypairs.filter((keypair) => keypair.kid === kid);
  const fitting = named.filter(fits);
  const counting = fitting.filter((keypair) => counts(keypair, occasion));
  const [only, ...more] = counting.length > 0 ? counting : fitting;
  return more.length === 0 ? only : undefined;
}

const counts = (keypair: AssertionKeypair, { environment, now }: Occasion) =>
  keypair.environment === environment && isUsable({ ...keypair, notBefore: null }, now);

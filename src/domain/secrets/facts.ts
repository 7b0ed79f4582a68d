import type { CredentialAdded } from '../credentials/facts.js';
import type { Environment } from '../values/environment.js';

export interface SecretAdded extends CredentialAdded {
  secretId: string;
  /** base64url of the digest; the plain text is never here. */
  digest: string;
  digestScheme: 'hmac-sha256';
  /** Which pepper made the digest, so that peppers rotate without re-issuing secrets. */
  pepperVersion: number;
  /**
   * The identity of that pepper, whichever one its version may come to mean: 8 bytes, base64url, of
   * HMAC-SHA-256(pepper, 'keyledger pepper id'). Never reveals the pepper.
   */
  pepperId: string;
  lastFour: string;
  notBefore: string | null;
}

interface OfSecret {
  secretId: string;
  environment: Environment;
}

export interface SecretFacts {
  SecretAdded: SecretAdded;
  SecretDisabled: OfSecret;
  SecretEnabled: OfSecret;
  SecretRevoked: OfSecret;
}

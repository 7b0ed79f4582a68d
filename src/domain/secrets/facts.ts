import type { CredentialAdded } from '../credentials/facts.js';
import type {
  BrownoutCancelled,
  BrownoutScheduled,
  Relabelled,
  RetirementCancelled,
  RetirementScheduled,
} from '../rotation/facts.js';
import type { Environment } from '../values/environment.js';

export interface SecretAdded extends CredentialAdded {
  secretId: string;
  /** base64url of the digest; the log never contains the plain text. */
  digest: string;
  digestScheme: 'hmac-sha256';
  /** Version of the pepper of the digest, so that peppers rotate without re-issuing secrets. */
  pepperVersion: number;
  /**
   * Identity of the pepper itself, because a later configuration may give its version another pepper: 8 bytes,
   * base64url, of HMAC-SHA-256(pepper, 'keyledger pepper id'). Does not reveal the pepper.
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
  SecretRetirementScheduled: OfSecret & RetirementScheduled;
  SecretRetirementCancelled: OfSecret & RetirementCancelled;
  SecretRelabelled: OfSecret & Relabelled;
  BrownoutScheduled: OfSecret & BrownoutScheduled;
  BrownoutCancelled: OfSecret & BrownoutCancelled;
}

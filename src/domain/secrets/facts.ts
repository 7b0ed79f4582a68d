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

/** On whose word a secret was revoked that nobody revoked by a command: of who held it, or of a scanner that found it in public. */
export type LeakSource = 'possession' | 'secret-scanning';

interface RevokedBy {
  /**
   * Null: by somebody's command. Version 1 has no such field, which means the same. It is read as it is and not filled in: the tree
   * of the audit has the hash of what is stored.
   */
  by?: LeakSource | null;
}

export interface SecretFacts {
  SecretAdded: SecretAdded;
  SecretDisabled: OfSecret;
  SecretEnabled: OfSecret;
  SecretRevoked: OfSecret & RevokedBy;
  SecretRetirementScheduled: OfSecret & RetirementScheduled;
  SecretRetirementCancelled: OfSecret & RetirementCancelled;
  SecretRelabelled: OfSecret & Relabelled;
  BrownoutScheduled: OfSecret & BrownoutScheduled;
  BrownoutCancelled: OfSecret & BrownoutCancelled;
}

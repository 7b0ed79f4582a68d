import type { Environment } from '../values/environment.js';

/** What is recorded of every new credential. */
export interface CredentialAdded {
  environment: Environment;
  label: string | null;
  /** ISO 8601 UTC; null means for ever. */
  expiresAt: string | null;
}

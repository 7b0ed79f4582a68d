import type { Environment } from '../values/environment.js';

/** Data that the event of every new credential carries. */
export interface CredentialAdded {
  environment: Environment;
  label: string | null;
  /** ISO 8601 UTC; null: never expires. */
  expiresAt: string | null;
}

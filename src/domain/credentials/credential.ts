import type { Environment } from '../values/environment.js';

export type CredentialStatus = 'ACTIVE' | 'DISABLED' | 'REVOKED';

export interface Credential {
  environment: Environment;
  status: CredentialStatus;
  notBefore: string | null;
  expiresAt: string | null;
}

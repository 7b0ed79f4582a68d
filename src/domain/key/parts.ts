import type { Credential, CredentialStatus } from '../credentials/credential.js';
import type { KeypairAdded } from '../keypairs/facts.js';
import type { SecretAdded } from '../secrets/facts.js';
import type { Environment } from '../values/environment.js';

export interface RedirectUri {
  redirectUriId: string;
  environment: Environment;
  redirectUri: string;
}

interface Added {
  /** ISO 8601 UTC. */
  addedAt: string;
  label: string | null;
}

export interface Secret extends Credential, Added {
  secretId: string;
}
export interface Keypair extends Credential, Added {
  keypairId: string;
  kid: string;
  fingerprint: string;
  modulusDigest: string | null;
}

export const secretIdOf = ({ secretId }: Secret) => secretId;
export const keypairIdOf = ({ keypairId }: Keypair) => keypairId;
export const newSecret =
  (addedAt: string) =>
  (added: SecretAdded, status: CredentialStatus): Secret => ({ ...added, status, addedAt });
export const newKeypair =
  (addedAt: string) =>
  (added: KeypairAdded, status: CredentialStatus): Keypair => ({ ...added, notBefore: null, status, addedAt });

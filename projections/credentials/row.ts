import type { Credential } from '../../src/domain/credentials/credential.js';
import type { ExistingKey } from '../../src/domain/key/key.js';
import type { KeypairAdded } from '../../src/domain/keypairs/facts.js';
import type { SecretAdded } from '../../src/domain/secrets/facts.js';
import type { Environment } from '../../src/domain/values/environment.js';

export interface SecretCredential
  extends Omit<SecretAdded, 'label' | 'lastFour'>, Pick<Credential, 'status' | 'retirement' | 'brownouts'> {}
export interface KeypairCredential
  extends
    Pick<KeypairAdded, 'keypairId' | 'environment' | 'kid' | 'algorithm' | 'publicKeyPem' | 'expiresAt'>,
    Pick<Credential, 'status' | 'retirement'> {}

/** An OAuth client as an authorization server needs it. */
export interface Credentials {
  clientId: string;
  account: string;
  /** Whose key it is: a developer may ask about own keys alone. */
  owner: string;
  status: ExistingKey['status'];
  name: string;
  /** ISO 8601 UTC. */
  createdAt: string;
  privacyPolicyUrl: string | null;
  termsOfUseUrl: string | null;
  /** A public client (RFC 6749 2.1). */
  mobileApp: boolean;
  environments: readonly Environment[];
  /** Production does not count until it is resumed. */
  suspended: boolean;
  redirectUris: readonly { redirectUriId: string; environment: Environment; redirectUri: string }[];
  secrets: readonly SecretCredential[];
  keypairs: readonly KeypairCredential[];
}

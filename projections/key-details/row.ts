import type { Environment } from '../../src/domain/values/environment.js';
import type { Curve } from '../../src/domain/keypairs/algorithms.js';
import type { KeypairAdded } from '../../src/domain/keypairs/facts.js';
import type { SecretAdded } from '../../src/domain/secrets/facts.js';
import type { Credential } from '../../src/domain/credentials/credential.js';
import type { Birth } from './birth.js';
import type { GoLiveDetails } from './go-live.js';
import type { ProposalDetails } from './proposals.js';
import type { ExistingKey } from '../../src/domain/key/key.js';

/** What the details show in a form of their own. */
type OfDetails = 'redirectUris' | 'secrets' | 'keypairs' | 'goLive' | 'proposals';

/** A key as people see it. It contains no digests: a secret shows its last four characters. */
export interface KeyDetails extends Omit<ExistingKey, OfDetails>, Birth {
  id: string;
  updatedAt: string;
  revision: number;
  redirectUris: readonly RedirectUriDetails[];
  secrets: readonly SecretDetails[];
  keypairs: readonly KeypairDetails[];
  goLive: GoLiveDetails;
  proposals: readonly ProposalDetails[];
}

export interface RedirectUriDetails extends Birth {
  id: string;
  environment: Environment;
  uri: string;
}

export interface CredentialDetails
  extends Birth, Pick<Credential, 'status' | 'expiresAt' | 'retirement' | 'reminders'> {
  id: string;
}

export type SecretDetails = CredentialDetails &
  Pick<SecretAdded, 'environment' | 'label' | 'lastFour' | 'notBefore'> &
  Pick<Credential, 'brownouts'>;

export type KeypairDetails = CredentialDetails &
  Omit<KeypairAdded, 'keypairId' | 'modulusDigest'> & { curve: Curve | null };

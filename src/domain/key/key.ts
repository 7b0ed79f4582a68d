import type { Credential, CredentialStatus } from '../credentials/credential.js';
import type { KeypairAdded } from '../keypairs/facts.js';
import { foldKeypairs, isKeypairEvent } from '../keypairs/fold.js';
import type { SecretAdded } from '../secrets/facts.js';
import { foldSecrets, isSecretEvent } from '../secrets/fold.js';
import type { Environment } from '../values/environment.js';
import type { KeyEvent } from './facts.js';

/** The state of a key that the rules decide on, and no more. The read model for people is in `projections/key-details/`. */
export type Key = { status: 'NONE' } | ExistingKey;

export interface ExistingKey {
  status: 'ACTIVE' | 'DISABLED' | 'DELETED';
  account: string;
  owner: string;
  name: string;
  description: string | null;
  privacyPolicyUrl: string | null;
  termsOfUseUrl: string | null;
  mobileApp: boolean;
  /** The environments of the key: a new key has demo; going live adds production. */
  environments: readonly Environment[];
  redirectUris: readonly RedirectUri[];
  secrets: readonly Secret[];
  keypairs: readonly Keypair[];
}

export interface RedirectUri {
  redirectUriId: string;
  environment: Environment;
  redirectUri: string;
}

export interface Secret extends Credential {
  secretId: string;
}
export interface Keypair extends Credential {
  keypairId: string;
  kid: string;
  fingerprint: string;
  modulusDigest: string | null;
}

export const noKey: Key = { status: 'NONE' };

/** The key after an event. */
export function evolve(key: Key, event: KeyEvent): Key {
  if (event.type === 'KeyCreated') {
    const { environment, ...details } = event.data;
    const links = { privacyPolicyUrl: null, termsOfUseUrl: null };
    const nothingYet = { redirectUris: [], secrets: [], keypairs: [] };
    return { ...details, ...links, ...nothingYet, status: 'ACTIVE', mobileApp: false, environments: [environment] };
  }
  if (key.status === 'NONE') throw new Error(`${event.type} before KeyCreated`);
  if (isSecretEvent(event))
    return { ...key, secrets: foldSecrets(key.secrets, event, newSecret, ({ secretId }) => secretId) };
  if (isKeypairEvent(event))
    return { ...key, keypairs: foldKeypairs(key.keypairs, event, newKeypair, ({ keypairId }) => keypairId) };
  const { type, data } = event;
  switch (type) {
    case 'KeyRenamed':
    case 'KeyDescribed':
    case 'PolicyLinksSet':
      return { ...key, ...data };
    case 'MobileAppMarked':
      return { ...key, mobileApp: true };
    case 'MobileAppUnmarked':
      return { ...key, mobileApp: false };
    case 'RedirectUriAdded':
      return { ...key, redirectUris: [...key.redirectUris, data] };
    case 'RedirectUriRemoved':
      return { ...key, redirectUris: key.redirectUris.filter((uri) => uri.redirectUriId !== data.redirectUriId) };
    case 'KeyDisabled':
      return { ...key, status: 'DISABLED' };
    case 'KeyEnabled':
      return { ...key, status: 'ACTIVE' };
    case 'KeyDeleted':
      return { ...key, status: 'DELETED' };
    case 'OwnershipTransferred':
      return { ...key, owner: data.to };
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}

const newSecret = (added: SecretAdded, status: CredentialStatus): Secret => ({ ...added, status });
const newKeypair = (added: KeypairAdded, status: CredentialStatus): Keypair => ({ ...added, notBefore: null, status });

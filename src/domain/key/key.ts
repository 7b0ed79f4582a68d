import type { Environment } from '../values/environment.js';
import type { KeyEvent } from './facts.js';

/** What the rules need to know of a key: no more than that. What people see of it is in `projections/key-details/`. */
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
  /** Where the key lives: born in demo; going live adds production. */
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

export type CredentialStatus = 'ACTIVE' | 'DISABLED' | 'REVOKED';

export interface Credential {
  environment: Environment;
  status: CredentialStatus;
  notBefore: string | null;
  expiresAt: string | null;
}
export interface Secret extends Credential {
  secretId: string;
}
export interface Keypair extends Credential {
  keypairId: string;
  modulusDigest: string;
}

export const noKey: Key = { status: 'NONE' };

/** What a fact does to a key. */
export function evolve(key: Key, { type, data }: KeyEvent): Key {
  if (type === 'KeyCreated') {
    const { environment, ...details } = data;
    const links = { privacyPolicyUrl: null, termsOfUseUrl: null };
    const nothingYet = { redirectUris: [], secrets: [], keypairs: [] };
    return { ...details, ...links, ...nothingYet, status: 'ACTIVE', mobileApp: false, environments: [environment] };
  }
  if (key.status === 'NONE') throw new Error(`${type} before KeyCreated`);
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
    case 'SecretAdded':
      return { ...key, secrets: [...key.secrets, { ...data, status: 'ACTIVE' }] };
    case 'SecretDisabled':
      return { ...key, secrets: secretsWith(key, data.secretId, 'DISABLED') };
    case 'SecretEnabled':
      return { ...key, secrets: secretsWith(key, data.secretId, 'ACTIVE') };
    case 'SecretRevoked':
      return { ...key, secrets: secretsWith(key, data.secretId, 'REVOKED') };
    case 'KeypairAdded':
      return { ...key, keypairs: [...key.keypairs, { ...data, notBefore: null, status: 'ACTIVE' }] };
    case 'KeypairDisabled':
      return { ...key, keypairs: keypairsWith(key, data.keypairId, 'DISABLED') };
    case 'KeypairEnabled':
      return { ...key, keypairs: keypairsWith(key, data.keypairId, 'ACTIVE') };
    case 'KeypairRevoked':
      return { ...key, keypairs: keypairsWith(key, data.keypairId, 'REVOKED') };
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

const secretsWith = ({ secrets }: ExistingKey, secretId: string, status: CredentialStatus) =>
  secrets.map((secret) => (secret.secretId === secretId ? { ...secret, status } : secret));

const keypairsWith = ({ keypairs }: ExistingKey, keypairId: string, status: CredentialStatus) =>
  keypairs.map((keypair) => (keypair.keypairId === keypairId ? { ...keypair, status } : keypair));

import type { Environment } from '../../src/domain/values/environment.js';
import type { KeypairAdded } from '../../src/domain/keypairs/facts.js';
import type { SecretAdded } from '../../src/domain/secrets/facts.js';
import type { CredentialStatus, ExistingKey } from '../../src/domain/key/key.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';

export interface SecretCredential extends Omit<SecretAdded, 'label' | 'lastFour'> {
  status: CredentialStatus;
}
export interface KeypairCredential extends Pick<
  KeypairAdded,
  'keypairId' | 'environment' | 'kid' | 'publicKeyPem' | 'expiresAt'
> {
  status: CredentialStatus;
}

export interface Credentials {
  clientId: string;
  account: string;
  status: ExistingKey['status'];
  redirectUris: readonly { redirectUriId: string; environment: Environment; redirectUri: string }[];
  secrets: readonly SecretCredential[];
  keypairs: readonly KeypairCredential[];
}

function change(client: Credentials, { type, data }: RecordedKeyEvent): Partial<Credentials> | undefined {
  const secretIs = (status: CredentialStatus, id: string) => ({
    secrets: client.secrets.map((secret) => (secret.secretId === id ? { ...secret, status } : secret)),
  });
  const keypairIs = (status: CredentialStatus, id: string) => ({
    keypairs: client.keypairs.map((keypair) => (keypair.keypairId === id ? { ...keypair, status } : keypair)),
  });
  switch (type) {
    case 'KeyCreated':
      throw new Error('KeyCreated twice');
    case 'RedirectUriAdded':
      return { redirectUris: [...client.redirectUris, data] };
    case 'RedirectUriRemoved':
      return { redirectUris: client.redirectUris.filter((uri) => uri.redirectUriId !== data.redirectUriId) };
    case 'SecretAdded': {
      const { label: _, lastFour: __, ...secret } = data;
      return { secrets: [...client.secrets, { ...secret, status: 'ACTIVE' }] };
    }
    case 'SecretDisabled':
      return secretIs('DISABLED', data.secretId);
    case 'SecretEnabled':
      return secretIs('ACTIVE', data.secretId);
    case 'SecretRevoked':
      return secretIs('REVOKED', data.secretId);
    case 'KeypairAdded': {
      const { keypairId, environment, kid, publicKeyPem, expiresAt } = data;
      return {
        keypairs: [...client.keypairs, { keypairId, environment, kid, publicKeyPem, expiresAt, status: 'ACTIVE' }],
      };
    }
    case 'KeypairDisabled':
      return keypairIs('DISABLED', data.keypairId);
    case 'KeypairEnabled':
      return keypairIs('ACTIVE', data.keypairId);
    case 'KeypairRevoked':
      return keypairIs('REVOKED', data.keypairId);
    case 'KeyDisabled':
      return { status: 'DISABLED' };
    case 'KeyEnabled':
      return { status: 'ACTIVE' };
    case 'KeyDeleted':
      return { status: 'DELETED' };
    case 'KeyRenamed':
    case 'KeyDescribed':
    case 'PolicyLinksSet':
    case 'MobileAppMarked':
    case 'MobileAppUnmarked':
    case 'OwnershipTransferred':
      return undefined; // nothing that verification looks at
    default:
      return type satisfies never;
  }
}

export function foldCredentials(client: Credentials | undefined, event: RecordedKeyEvent): Credentials {
  if (!client) {
    if (event.type !== 'KeyCreated') throw new Error(`${event.type} before KeyCreated`);
    const nothingYet = { redirectUris: [], secrets: [], keypairs: [] };
    return { clientId: event.keyId, account: event.data.account, status: 'ACTIVE', ...nothingYet };
  }
  const changed = change(client, event);
  return changed ? { ...client, ...changed } : client;
}

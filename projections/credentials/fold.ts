import type { CredentialStatus } from '../../src/domain/credentials/credential.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import type { KeypairAdded } from '../../src/domain/keypairs/facts.js';
import { foldKeypairs } from '../../src/domain/keypairs/fold.js';
import type { SecretAdded } from '../../src/domain/secrets/facts.js';
import { foldSecrets } from '../../src/domain/secrets/fold.js';
import type { Credentials, KeypairCredential, SecretCredential } from './row.js';

const newSecret = (added: SecretAdded, status: CredentialStatus): SecretCredential => {
  const { label: _, lastFour: __, ...kept } = added;
  return { ...kept, status };
};

const newKeypair = (added: KeypairAdded, status: CredentialStatus): KeypairCredential => {
  const { keypairId, environment, kid, algorithm, publicKeyPem, expiresAt } = added;
  return { keypairId, environment, kid, algorithm, publicKeyPem, expiresAt, status };
};

/** Every event has a case, also those of secrets and keypairs: a missing one would make verification wrong. */
function change(client: Credentials, event: RecordedKeyEvent): Partial<Credentials> | undefined {
  switch (event.type) {
    case 'KeyCreated':
      throw new Error('KeyCreated twice');
    case 'RedirectUriAdded':
      return { redirectUris: [...client.redirectUris, event.data] };
    case 'RedirectUriRemoved':
      return { redirectUris: client.redirectUris.filter((uri) => uri.redirectUriId !== event.data.redirectUriId) };
    case 'SecretAdded':
    case 'SecretDisabled':
    case 'SecretEnabled':
    case 'SecretRevoked':
    case 'SecretRetirementScheduled':
    case 'SecretRetirementCancelled':
    case 'BrownoutScheduled':
    case 'BrownoutCancelled':
      return { secrets: foldSecrets(client.secrets, event, newSecret, ({ secretId }) => secretId) };
    case 'KeypairAdded':
    case 'KeypairDisabled':
    case 'KeypairEnabled':
    case 'KeypairRevoked':
    case 'KeypairRetirementScheduled':
    case 'KeypairRetirementCancelled':
      return { keypairs: foldKeypairs(client.keypairs, event, newKeypair, ({ keypairId }) => keypairId) };
    case 'KeyDisabled':
      return { status: 'DISABLED' };
    case 'KeyEnabled':
      return { status: 'ACTIVE' };
    case 'KeyDeleted':
      return { status: 'DELETED' };
    case 'OwnershipTransferred':
      return { owner: event.data.to };
    case 'KeyRenamed':
    case 'PolicyLinksSet':
      return event.data;
    case 'MobileAppMarked':
      return { mobileApp: true };
    case 'MobileAppUnmarked':
      return { mobileApp: false };
    case 'GoLiveApproved':
      return { environments: [...client.environments, 'PRODUCTION'] };
    case 'ProductionSuspended':
      return { suspended: true };
    case 'ProductionResumed':
      return { suspended: false };
    case 'KeyDescribed':
    case 'SecretRelabelled':
    case 'CredentialExpiryApproaching':
    case 'KeypairRelabelled':
    case 'GoLiveRequested':
    case 'GoLiveRequestWithdrawn':
    case 'GoLiveDeclined':
    case 'ChangeProposed':
    case 'ChangeApproved':
    case 'ChangeDeclined':
    case 'ChangeWithdrawn':
      return undefined; // words for people
    default:
      return event satisfies never;
  }
}

export function foldCredentials(client: Credentials | undefined, event: RecordedKeyEvent): Credentials {
  if (!client) {
    if (event.type !== 'KeyCreated') throw new Error(`${event.type} before KeyCreated`);
    const { account, owner, name, environment } = event.data;
    return {
      clientId: event.keyId,
      account,
      owner,
      status: 'ACTIVE',
      name,
      createdAt: event.metadata.recordedAt,
      privacyPolicyUrl: null,
      termsOfUseUrl: null,
      mobileApp: false,
      environments: [environment],
      suspended: false,
      redirectUris: [],
      secrets: [],
      keypairs: [],
    };
  }
  const changed = change(client, event);
  return changed ? { ...client, ...changed } : client;
}

import type { CredentialStatus } from '../../src/domain/key/key.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import type { Birth, CredentialDetails, KeyDetails } from './row.js';

const birth = ({ metadata }: RecordedKeyEvent): Birth => ({
  createdAt: metadata.recordedAt,
  createdBy: { id: metadata.actorId, kind: metadata.actorKind },
});

const withStatus = <C extends CredentialDetails>(all: readonly C[], id: string, status: CredentialStatus) =>
  all.map((one) => (one.id === id ? { ...one, status } : one));

function change(key: KeyDetails, event: RecordedKeyEvent): Partial<KeyDetails> {
  const { type, data } = event;
  switch (type) {
    case 'KeyCreated':
      throw new Error('KeyCreated twice');
    case 'KeyRenamed':
    case 'KeyDescribed':
    case 'PolicyLinksSet':
      return data;
    case 'MobileAppMarked':
      return { mobileApp: true };
    case 'MobileAppUnmarked':
      return { mobileApp: false };
    case 'RedirectUriAdded': {
      const { redirectUriId: id, environment, redirectUri: uri } = data;
      return { redirectUris: [...key.redirectUris, { id, environment, uri, ...birth(event) }] };
    }
    case 'RedirectUriRemoved':
      return { redirectUris: key.redirectUris.filter(({ id }) => id !== data.redirectUriId) };
    case 'SecretAdded': {
      const { secretId: id, environment, label, lastFour, notBefore, expiresAt } = data;
      const secret = {
        id,
        environment,
        label,
        lastFour,
        notBefore,
        expiresAt,
        status: 'ACTIVE',
        ...birth(event),
      } as const;
      return { secrets: [...key.secrets, secret] };
    }
    case 'SecretDisabled':
      return { secrets: withStatus(key.secrets, data.secretId, 'DISABLED') };
    case 'SecretEnabled':
      return { secrets: withStatus(key.secrets, data.secretId, 'ACTIVE') };
    case 'SecretRevoked':
      return { secrets: withStatus(key.secrets, data.secretId, 'REVOKED') };
    case 'KeypairAdded': {
      const { keypairId: id, modulusDigest: _, ...shown } = data;
      return { keypairs: [...key.keypairs, { id, ...shown, status: 'ACTIVE', ...birth(event) }] };
    }
    case 'KeypairDisabled':
      return { keypairs: withStatus(key.keypairs, data.keypairId, 'DISABLED') };
    case 'KeypairEnabled':
      return { keypairs: withStatus(key.keypairs, data.keypairId, 'ACTIVE') };
    case 'KeypairRevoked':
      return { keypairs: withStatus(key.keypairs, data.keypairId, 'REVOKED') };
    case 'KeyDisabled':
      return { status: 'DISABLED' };
    case 'KeyEnabled':
      return { status: 'ACTIVE' };
    case 'KeyDeleted':
      return { status: 'DELETED' };
    case 'OwnershipTransferred':
      return { owner: data.to };
    default:
      return type satisfies never;
  }
}

const newborn = (event: RecordedKeyEvent): KeyDetails => {
  if (event.type !== 'KeyCreated') throw new Error(`${event.type} before KeyCreated`);
  const { environment, ...details } = event.data;
  return {
    id: event.keyId,
    ...details,
    privacyPolicyUrl: null,
    termsOfUseUrl: null,
    mobileApp: false,
    status: 'ACTIVE',
    environments: [environment],
    redirectUris: [],
    secrets: [],
    keypairs: [],
    ...birth(event),
    updatedAt: event.metadata.recordedAt,
    revision: event.revision,
  };
};

/** The key after an event; also how a mutation answers, so that its answer and the next query's are one. */
export function foldKeyDetails(key: KeyDetails | undefined, event: RecordedKeyEvent): KeyDetails {
  if (!key) return newborn(event);
  return { ...key, ...change(key, event), updatedAt: event.metadata.recordedAt, revision: event.revision };
}

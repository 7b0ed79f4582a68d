import type { CredentialStatus } from '../../src/domain/credentials/credential.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { curveOf } from '../../src/domain/keypairs/algorithms.js';
import { foldReminder } from '../../src/domain/expiry/fold.js';
import { isGoLiveEvent, isReviewed } from '../../src/domain/go-live/go-live.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { KeypairAdded } from '../../src/domain/keypairs/facts.js';
import { foldKeypairs, isKeypairEvent } from '../../src/domain/keypairs/fold.js';
import type { SecretAdded } from '../../src/domain/secrets/facts.js';
import { foldSecrets, isSecretEvent } from '../../src/domain/secrets/fold.js';
import { isChange, isProposalEvent, withdrawPending } from '../../src/domain/two-people/proposals.js';
import { birth, type Birth } from './birth.js';
import { appliedBy, foldProposals } from './proposals.js';
import { foldGoLive, notLive, withdrawOpen } from './go-live.js';
import type { CredentialDetails, KeyDetails, KeypairDetails, SecretDetails } from './row.js';

const idOf = ({ id }: CredentialDetails) => id;

const newSecret =
  (born: Birth) =>
  (added: SecretAdded, status: CredentialStatus): SecretDetails => {
    const { secretId: id, environment, label, lastFour, notBefore, expiresAt } = added;
    return { id, environment, label, lastFour, notBefore, expiresAt, status, ...born };
  };

const newKeypair =
  (born: Birth) =>
  ({ keypairId: id, modulusDigest: _, ...shown }: KeypairAdded, status: CredentialStatus): KeypairDetails => ({
    id,
    ...shown,
    curve: curveOf(shown.algorithm),
    status,
    ...born,
  });

function change(key: KeyDetails, event: RecordedKeyEvent): Partial<KeyDetails> {
  if (isSecretEvent(event)) return { secrets: foldSecrets(key.secrets, event, newSecret(birth(event)), idOf) };
  if (isKeypairEvent(event)) return { keypairs: foldKeypairs(key.keypairs, event, newKeypair(birth(event)), idOf) };
  if (isGoLiveEvent(event)) {
    const environments: Environment[] = event.type === 'GoLiveApproved' ? ['PRODUCTION'] : [];
    return { goLive: foldGoLive(key.goLive, event), environments: [...key.environments, ...environments] };
  }
  if (isProposalEvent(event)) return { proposals: foldProposals(key.proposals, event) };
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
    case 'CredentialExpiryApproaching':
      return foldReminder(key, data, event.metadata.recordedAt, { ofSecret: idOf, ofKeypair: idOf });
    case 'KeyDisabled':
      return { status: 'DISABLED' };
    case 'KeyEnabled':
      return { status: 'ACTIVE' };
    case 'KeyDeleted':
      return {
        status: 'DELETED',
        goLive: withdrawOpen(key.goLive, event),
        proposals: withdrawPending(key.proposals),
      };
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
    goLive: notLive,
    proposals: [],
    ...birth(event),
    updatedAt: event.metadata.recordedAt,
    revision: event.revision,
    changedRevision: event.revision,
  };
};

/** The key after an event; also how a mutation answers, so that its answer and the next query's are one. */
export function foldKeyDetails(key: KeyDetails | undefined, event: RecordedKeyEvent): KeyDetails {
  if (!key) return newborn(event);
  const changed = change(key, event);
  const goLive = isReviewed(event) ? { ...key.goLive, reviewedRevision: event.revision } : key.goLive;
  const changedRevision = isChange(event) ? event.revision : key.changedRevision;
  return {
    ...key,
    goLive,
    changedRevision,
    ...changed,
    ...appliedBy(event, key),
    updatedAt: event.type === 'CredentialExpiryApproaching' ? key.updatedAt : event.metadata.recordedAt, // nobody did
    revision: event.revision,
  };
}

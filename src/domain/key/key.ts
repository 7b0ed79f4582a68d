import { foldReminder } from '../expiry/fold.js';
import { foldGoLive, isGoLiveEvent, isReviewed, withdrawOpen, type GoLive } from '../go-live/go-live.js';
import { foldKeypairs, isKeypairEvent } from '../keypairs/fold.js';
import { foldSecrets, isSecretEvent } from '../secrets/fold.js';
import {
  applied,
  foldProposals,
  isChange,
  isProposalEvent,
  withdrawPending,
  type Proposal,
} from '../two-people/proposals.js';
import type { Environment } from '../values/environment.js';
import type { KeyEvent } from './facts.js';
import {
  keypairIdOf,
  newKeypair,
  newSecret,
  secretIdOf,
  type Keypair,
  type RedirectUri,
  type Secret,
} from './parts.js';
import { newborn } from './newborn.js';
import type { EventMetadata } from './recorded.js';

export type { Keypair, RedirectUri, Secret } from './parts.js';

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
  /** Number of its last event, from 0. */
  revision: number;
  /** Number of its last event that a proposal must know of: see `isChange`. */
  changedRevision: number;
  goLive: GoLive;
  proposals: readonly Proposal[];
}

export const noKey: Key = { status: 'NONE' };

/** What the state keeps of the circumstances of an event. An event that has just been decided has none yet. */
type Circumstances = Partial<Pick<EventMetadata, 'actorId' | 'recordedAt' | 'proposalId'>>;

/** The key after an event. */
export function evolve(key: Key, event: KeyEvent & { metadata?: Circumstances }): Key {
  if (event.type === 'KeyCreated') {
    const { environment, ...details } = event.data;
    return { ...details, ...newborn, environments: [environment] };
  }
  if (key.status === 'NONE') throw new Error(`${event.type} before KeyCreated`);
  const revision = key.revision + 1;
  const goLive = isReviewed(event) ? { ...key.goLive, reviewedRevision: revision } : key.goLive;
  const changedRevision = isChange(event) ? revision : key.changedRevision;
  const changed = change({ ...key, revision, changedRevision, goLive }, event, event.metadata);
  const proposalId = event.metadata?.proposalId;
  return proposalId === undefined ? changed : { ...changed, proposals: applied(changed.proposals, proposalId) };
}

function change(key: ExistingKey, event: KeyEvent, circumstances: Circumstances = {}): ExistingKey {
  const { recordedAt: addedAt = '', actorId } = circumstances;
  if (isSecretEvent(event)) return { ...key, secrets: foldSecrets(key.secrets, event, newSecret(addedAt), secretIdOf) };
  if (isKeypairEvent(event))
    return { ...key, keypairs: foldKeypairs(key.keypairs, event, newKeypair(addedAt), keypairIdOf) };
  if (isGoLiveEvent(event)) {
    const goLive = foldGoLive(key.goLive, event, actorId);
    return {
      ...key,
      goLive,
      environments: event.type === 'GoLiveApproved' ? [...key.environments, 'PRODUCTION'] : key.environments,
    };
  }
  if (isProposalEvent(event)) return { ...key, proposals: foldProposals(key.proposals, event, actorId) };
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
    case 'CredentialExpiryApproaching':
      return { ...key, ...foldReminder(key, data, addedAt, { ofSecret: secretIdOf, ofKeypair: keypairIdOf }) };
    case 'KeyDisabled':
      return { ...key, status: 'DISABLED' };
    case 'KeyEnabled':
      return { ...key, status: 'ACTIVE' };
    case 'KeyDeleted':
      return { ...key, status: 'DELETED', goLive: withdrawOpen(key.goLive), proposals: withdrawPending(key.proposals) };
    case 'OwnershipTransferred':
      return { ...key, owner: data.to };
    case 'KeyCreated':
      throw new Error('KeyCreated twice');
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}

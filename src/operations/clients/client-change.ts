import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import type { KeyEventType } from '../../domain/key/facts.js';
import type { Position } from '../../app/log/event-store.js';

/** What of a client: its own metadata and whether it may be used at all, or one of its lists. */
export type Changed = 'client' | 'redirect_uris' | 'secrets' | 'keys';

export interface ClientChange {
  position: Position;
  clientId: string;
  what: readonly Changed[];
}

/** A client that comes, goes, or is disabled takes all it has along. */
const everything = ['client', 'redirect_uris', 'secrets', 'keys'] as const;

/** Every event has a row: a cache that misses one lets in whom it must not. Empty: an authorization server sees nothing of it. */
export const changedBy = {
  KeyCreated: everything,
  KeyDisabled: everything,
  KeyEnabled: everything,
  KeyDeleted: everything,
  OwnershipTransferred: [],
  KeyRenamed: ['client'],
  KeyDescribed: [],
  PolicyLinksSet: ['client'],
  MobileAppMarked: ['client'],
  MobileAppUnmarked: ['client'],
  RedirectUriAdded: ['redirect_uris'],
  RedirectUriRemoved: ['redirect_uris'],
  SecretAdded: ['secrets'],
  SecretDisabled: ['secrets'],
  SecretEnabled: ['secrets'],
  SecretRevoked: ['secrets'],
  SecretRetirementScheduled: ['secrets'],
  SecretRetirementCancelled: ['secrets'],
  SecretRelabelled: [],
  BrownoutScheduled: ['secrets'],
  BrownoutCancelled: ['secrets'],
  KeypairAdded: ['keys'],
  KeypairDisabled: ['keys'],
  KeypairEnabled: ['keys'],
  KeypairRevoked: ['keys'],
  KeypairRetirementScheduled: ['keys'],
  KeypairRetirementCancelled: ['keys'],
  KeypairRelabelled: [],
  CredentialExpiryApproaching: [],
  GoLiveRequested: [],
  GoLiveRequestWithdrawn: [],
  GoLiveApproved: everything,
  GoLiveDeclined: [],
  ProductionSuspended: everything,
  ProductionResumed: everything,
  ChangeProposed: [],
  ChangeApproved: [],
  ChangeDeclined: [],
  ChangeWithdrawn: [],
} as const satisfies Record<KeyEventType, readonly Changed[]>;

/** The environment that an event belongs to; undefined for one of the client as a whole. */
export const environmentOf = ({ details }: HistoryEntry) => details.find(({ name }) => name === 'environment')?.value;

import { idOf, partOf } from './about.js';
import { nameBefore } from './state.js';
import { valueOf, type Earlier, type EventType, type ToldEvent } from './told.js';

export type SubjectKind =
  'KEY' | 'REDIRECT_URI' | 'SECRET' | 'KEYPAIR' | 'GO_LIVE_REQUEST' | 'PROPOSAL' | 'ACCOUNT' | 'WEBHOOK';

/** What an event was done to. */
export interface Subject {
  kind: SubjectKind;
  id: string;
  /** What people call it: a label or the last four characters of a secret, the name of a key. */
  label: string;
}

const kinds: Record<EventType, SubjectKind | null> = {
  KeyCreated: 'KEY',
  KeyRenamed: 'KEY',
  KeyDescribed: 'KEY',
  PolicyLinksSet: 'KEY',
  MobileAppMarked: 'KEY',
  MobileAppUnmarked: 'KEY',
  KeyDisabled: 'KEY',
  KeyEnabled: 'KEY',
  KeyDeleted: 'KEY',
  OwnershipTransferred: 'KEY',
  RedirectUriAdded: 'REDIRECT_URI',
  RedirectUriRemoved: 'REDIRECT_URI',
  SecretAdded: 'SECRET',
  SecretDisabled: 'SECRET',
  SecretEnabled: 'SECRET',
  SecretRevoked: 'SECRET',
  SecretRetirementScheduled: 'SECRET',
  SecretRetirementCancelled: 'SECRET',
  SecretRelabelled: 'SECRET',
  BrownoutScheduled: 'SECRET',
  BrownoutCancelled: 'SECRET',
  KeypairAdded: 'KEYPAIR',
  KeypairDisabled: 'KEYPAIR',
  KeypairEnabled: 'KEYPAIR',
  KeypairRevoked: 'KEYPAIR',
  KeypairRetirementScheduled: 'KEYPAIR',
  KeypairRetirementCancelled: 'KEYPAIR',
  KeypairRelabelled: 'KEYPAIR',
  CredentialExpiryApproaching: null, // says itself which
  GoLiveRequested: 'GO_LIVE_REQUEST',
  GoLiveRequestWithdrawn: 'GO_LIVE_REQUEST',
  GoLiveApproved: 'GO_LIVE_REQUEST',
  GoLiveDeclined: 'GO_LIVE_REQUEST',
  ProductionSuspended: 'KEY',
  ProductionResumed: 'KEY',
  ChangeProposed: 'PROPOSAL',
  ChangeApproved: 'PROPOSAL',
  ChangeDeclined: 'PROPOSAL',
  ChangeWithdrawn: 'PROPOSAL',
  AccountPolicySet: 'ACCOUNT',
  AccountPolicyProposed: 'PROPOSAL',
  AccountPolicyApproved: 'PROPOSAL',
  AccountPolicyDeclined: 'PROPOSAL',
  WebhookAdded: 'WEBHOOK',
  WebhookSecretRotated: 'WEBHOOK',
  WebhookPaused: 'WEBHOOK',
  WebhookResumed: 'WEBHOOK',
  WebhookRemoved: 'WEBHOOK',
};

/** What people call the subject. Of a secret the label, or its last four characters, of a URL of a webhook the host; never more of it. */
function labelOf(kind: SubjectKind, event: ToldEvent, earlier: Earlier, owner: string): string {
  if (kind === 'SECRET' || kind === 'KEYPAIR') return credentialLabel(event, earlier);
  if (kind === 'REDIRECT_URI') return valueOf(event, 'redirectUri') ?? '';
  if (kind === 'WEBHOOK') return hostIn(valueOf(earlier.first(idOf(event)) ?? event, 'url'));
  if (event.type.startsWith('AccountPolicy')) return owner;
  const isNaming = event.type === 'KeyCreated' || event.type === 'KeyRenamed';
  return isNaming ? (valueOf(event, 'name') ?? '') : nameBefore(earlier);
}

const hostIn = (url: string | null): string => (url !== null && URL.canParse(url) ? new URL(url).host : '');

function credentialLabel(event: ToldEvent, earlier: Earlier): string {
  const origin = earlier.first(idOf(event)) ?? event;
  const label = labelBefore(event, earlier);
  const lastFour = valueOf(origin, 'lastFour');
  return label ?? (lastFour === null ? (valueOf(origin, 'kid') ?? '') : `...${lastFour}`);
}

/** The label of the credential that an event is about, as it was before. */
export const labelBefore = (event: ToldEvent, earlier: Earlier): string | null =>
  valueOf(earlier.last(partOf(idOf(event), 'label')) ?? earlier.first(idOf(event)) ?? event, 'label');

/** What the event was done to, as it was called then; `stream` is the id of the key or the account. */
export function subjectOf(event: ToldEvent, earlier: Earlier, stream: string): Subject {
  const kind = kinds[event.type] ?? (valueOf(event, 'kind') as 'SECRET' | 'KEYPAIR');
  const isWhole = kind === 'KEY' || kind === 'ACCOUNT';
  const id = kind === 'GO_LIVE_REQUEST' ? valueOf(event, 'requestId') : isWhole ? stream : idOf(event);
  return { kind, id: id ?? '', label: labelOf(kind, event, earlier, stream) };
}

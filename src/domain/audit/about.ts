import { valueOf, type EventType, type ToldEvent } from './told.js';

/** The parts of a key or of a policy that an event replaces. What has an id is named by its id. */
export const CREATED = 'created';
export const NAME = 'name';
export const DESCRIPTION = 'description';
export const LINKS = 'links';
export const CLIENT_TYPE = 'clientType';
export const STATUS = 'status';
export const OWNER = 'owner';
export const GO_LIVE = 'goLive';
export const POLICY = 'policy';

/** What of a credential or a webhook changes apart from its status. */
const credentialParts = ['label', 'retirement', 'brownouts', 'reminders', 'signing'] as const;
type CredentialPart = (typeof credentialParts)[number];

interface IdIn {
  idIn: 'redirectUriId' | 'secretId' | 'keypairId' | 'credentialId' | 'proposalId' | 'webhookId';
  part?: CredentialPart;
}
const URI: IdIn = { idIn: 'redirectUriId' };
const SECRET: IdIn = { idIn: 'secretId' };
const KEYPAIR: IdIn = { idIn: 'keypairId' };
const PROPOSAL: IdIn = { idIn: 'proposalId' };
const WEBHOOK: IdIn = { idIn: 'webhookId' };
const ofSecret = (part: CredentialPart): IdIn => ({ ...SECRET, part });
const ofKeypair = (part: CredentialPart): IdIn => ({ ...KEYPAIR, part });

const parts: Record<EventType, string | IdIn> = {
  KeyCreated: CREATED,
  KeyRenamed: NAME,
  KeyDescribed: DESCRIPTION,
  PolicyLinksSet: LINKS,
  MobileAppMarked: CLIENT_TYPE,
  MobileAppUnmarked: CLIENT_TYPE,
  KeyDisabled: STATUS,
  KeyEnabled: STATUS,
  KeyDeleted: STATUS,
  OwnershipTransferred: OWNER,
  RedirectUriAdded: URI,
  RedirectUriRemoved: URI,
  SecretAdded: SECRET,
  SecretDisabled: SECRET,
  SecretEnabled: SECRET,
  SecretRevoked: SECRET,
  SecretRetirementScheduled: ofSecret('retirement'),
  SecretRetirementCancelled: ofSecret('retirement'),
  SecretRelabelled: ofSecret('label'),
  BrownoutScheduled: ofSecret('brownouts'),
  BrownoutCancelled: ofSecret('brownouts'),
  KeypairAdded: KEYPAIR,
  KeypairDisabled: KEYPAIR,
  KeypairEnabled: KEYPAIR,
  KeypairRevoked: KEYPAIR,
  KeypairRetirementScheduled: ofKeypair('retirement'),
  KeypairRetirementCancelled: ofKeypair('retirement'),
  KeypairRelabelled: ofKeypair('label'),
  CredentialExpiryApproaching: { idIn: 'credentialId', part: 'reminders' },
  GoLiveRequested: GO_LIVE,
  GoLiveRequestWithdrawn: GO_LIVE,
  GoLiveApproved: GO_LIVE,
  GoLiveDeclined: GO_LIVE,
  ProductionSuspended: GO_LIVE,
  ProductionResumed: GO_LIVE,
  ChangeProposed: PROPOSAL,
  ChangeApproved: PROPOSAL,
  ChangeDeclined: PROPOSAL,
  ChangeWithdrawn: PROPOSAL,
  AccountPolicySet: POLICY,
  AccountPolicyProposed: PROPOSAL,
  AccountPolicyApproved: PROPOSAL,
  AccountPolicyDeclined: PROPOSAL,
  WebhookAdded: WEBHOOK,
  WebhookSecretRotated: { ...WEBHOOK, part: 'signing' },
  WebhookPaused: WEBHOOK,
  WebhookResumed: WEBHOOK,
  WebhookRemoved: WEBHOOK,
};

/**
 * What an event is about, such that the state of that after the event says nothing of what was before it. So the state before
 * an event is in the last event about the same, or in the creation of the key: no fold of a whole history is needed.
 */
export function aboutOf(event: ToldEvent): string {
  const about = parts[event.type];
  if (typeof about === 'string') return about;
  const id = idOf(event);
  return about.part ? partOf(id, about.part) : id;
}

/** The id that an event names its subject by; the empty text for the parts of a key that have none. */
export function idOf(event: ToldEvent): string {
  const about = parts[event.type];
  return typeof about === 'string' ? '' : (valueOf(event, about.idIn) ?? '');
}

export const partOf = (id: string, part: CredentialPart) => `${id}/${part}`;

/** All that events are about which name this id. */
export const aboutsOf = (id: string): string[] => [id, ...credentialParts.map((part) => partOf(id, part))];

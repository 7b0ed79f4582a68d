import { registerEnumType } from 'type-graphql';
import type { LeakedSecrets as OfLeaks, ProductionChanges as Changes } from '../../domain/account/facts.js';
import type { PolicyRule as Rule } from '../../domain/account/policy-rules.js';
import type { Match } from '../../domain/redirect-uris/match-redirect-uri.js';
import { refusals, type RefusalCode } from '../../domain/refusal/codes.js';
import type { KeyFormat as Format } from '../../app/credentials/ports.js';
import type { Role } from '../../app/access/actor.js';
import type { VerificationFailure } from '../../../projections/credentials/verify-client-secret.js';
import type { SortField as ListSortField } from '../../../projections/key-details/list.js';
import type { Missing } from '../../domain/credentials/authentication-methods.js';
import type { StatusAt } from '../../domain/credentials/usable.js';
import type { EventType as Type } from '../../domain/audit/told.js';
import type { SubjectKind as Subject } from '../../domain/audit/subject.js';
import type { CriterionCode } from '../../domain/go-live/criteria/judged-criterion.js';
import { RULES_VERSION, rulesOf } from '../../domain/go-live/criteria/rules.js';
import type { Classification } from '../../domain/go-live/facts.js';
import type { GoLiveStatus, RequestStatus } from '../../domain/go-live/status.js';
import type { ProposalStatus } from '../../domain/two-people/status.js';
import type { RequestSort } from '../../../projections/key-details/list-requests.js';
import type { ExistingKey } from '../../domain/key/key.js';
import type { ValidityKind as Counting } from '../../domain/validity/validity.js';
import type { Verdict } from '../../domain/usage/safe-to-retire.js';
import type { PausedWhy } from '../../domain/webhooks/facts.js';
import type { Webhook } from '../../domain/webhooks/webhook.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { KeypairAdded, SourceOfKeypair } from '../../domain/keypairs/facts.js';
import type { ActorKind as Kind } from '../../domain/key/recorded.js';

const inCapitals = (value: string) => value.toUpperCase();
const asItIs = (value: string) => value;

/** Registers a GraphQL enum from a table value -> description. Its names are made of the values, in capitals unless told otherwise. */
function enumOf<Value extends string>(
  name: string,
  description: string,
  table: Record<Value, string>,
  nameOf = inCapitals,
) {
  const values = Object.keys(table) as Value[];
  const object = Object.fromEntries(values.map((value) => [nameOf(value), value]));
  const described = values.map((value) => [nameOf(value), { description: table[value] }]);
  registerEnumType(object, { name, description, valuesConfig: Object.fromEntries(described) as never });
  return object;
}

export const Environment = enumOf<Env>('Environment', 'Where credentials are valid. Every key starts in demo.', {
  DEMO: 'For development and tests.',
  PRODUCTION: 'For real users; only a live key has it.',
});

export const KeyStatus = enumOf<ExistingKey['status']>('IntegratorKeyStatus', 'Whether a key can be used.', {
  ACTIVE: 'In use.',
  DISABLED: 'Switched off until it is enabled again: no redirect URI matches, no secret is valid.',
  DELETED: 'Deleted for good; only its history remains.',
});

export const CredentialStatus = enumOf<StatusAt>('CredentialStatus', 'Whether a secret or a keypair can be used now.', {
  ACTIVE: 'Usable, if its key is active.',
  NOT_YET_VALID: 'Not usable before its `notBefore`.',
  RETIRING: 'Usable until its `retiresAt`; it does not count towards the limits.',
  EXPIRED: 'Past its `expiresAt`: it never counts again, and not towards the limits either.',
  DISABLED: 'Switched off until it is enabled again.',
  REVOKED: 'Revoked for good, or its key is deleted.',
});

export const RetirementVerdict = enumOf<Verdict>('RetirementVerdict', 'Whether a credential is safe to retire.', {
  SAFE: 'Its use was observed for long enough, and nobody has shown it for long enough.',
  STILL_USED: 'Somebody has shown it lately, and was accepted, or refused because of a brownout alone.',
  UNKNOWN:
    'Too little was observed, or a server that may know of a use is silent, or somebody was refused who may need it again: `evidence` says which.',
});

export const ClientType = enumOf<'CONFIDENTIAL' | 'PUBLIC'>('ClientType', 'Client type, RFC 6749 2.1.', {
  CONFIDENTIAL: 'Can keep a secret.',
  PUBLIC: 'Cannot keep a secret: a mobile or client-side app.',
});

export const KeypairSource = enumOf<SourceOfKeypair>('KeypairSource', 'Where a keypair was made.', {
  GENERATED: 'Keyledger generated it, showed the private key once and did not store it.',
  UPLOADED: 'Generated elsewhere; Keyledger has only the public key.',
});

export const KeyFormat = enumOf<Format>('KeypairFormat', 'Encoding of a new keypair.', {
  PKCS8: 'Private key in PKCS#8, public key in SubjectPublicKeyInfo, PEM.',
  PKCS1: 'Both in PKCS#1 (RFC 8017 A.1), PEM: for clients that read nothing else.',
});

export const KeypairAlgorithm = enumOf<KeypairAdded['algorithm']>(
  'KeypairAlgorithm',
  'JWS algorithm, RFC 7518 3.1, RFC 8037 3.1.',
  {
    RS256: 'RSASSA-PKCS1-v1_5 with SHA-256.',
    PS256: 'RSASSA-PSS with SHA-256.',
    ES256: 'ECDSA on P-256 with SHA-256.',
    EdDSA: 'EdDSA on Ed25519 (RFC 8037); RFC 9864 calls it Ed25519.',
  },
  asItIs,
);

export const EventType = enumOf<Type | 'HistoryRead'>(
  'EventType',
  'Type of an event, as in the log. Types may be added.',
  {
    KeyCreated: 'The key was created, in demo.',
    KeyRenamed: 'It got another name.',
    KeyDescribed: 'It got another description, or none.',
    PolicyLinksSet: 'Its privacy policy or terms of use are elsewhere, or nowhere.',
    MobileAppMarked: 'It became a public client (RFC 6749 2.1).',
    MobileAppUnmarked: 'It became a confidential client (RFC 6749 2.1).',
    RedirectUriAdded: 'A redirect URI was registered.',
    RedirectUriRemoved: 'A redirect URI was removed.',
    SecretAdded: 'A secret was made.',
    SecretDisabled: 'A secret was switched off.',
    SecretEnabled: 'A secret was switched on again.',
    SecretRevoked: 'A secret was revoked, for good.',
    SecretRetirementScheduled: 'A secret was given its end, on its own or because another one takes its place.',
    SecretRetirementCancelled: 'A retiring secret has again the end that it had before.',
    SecretRelabelled: 'A secret has another name for people, or none.',
    BrownoutScheduled: 'A time was set in which a secret does not count, to see who still uses it.',
    BrownoutCancelled: 'A brownout was taken back, or ended early.',
    KeypairAdded: 'A keypair was generated, or a public key uploaded.',
    KeypairDisabled: 'A keypair was switched off.',
    KeypairEnabled: 'A keypair was switched on again.',
    KeypairRevoked: 'A keypair was revoked, for good.',
    KeypairRetirementScheduled: 'A keypair was given its end, on its own or because another one takes its place.',
    KeypairRetirementCancelled: 'A retiring keypair has again the end that it had before.',
    KeypairRelabelled: 'A keypair has another name for people, or none.',
    CredentialExpiryApproaching: 'A secret or a keypair ends soon.',
    KeyDisabled: 'The key was switched off.',
    KeyEnabled: 'The key was switched on again.',
    KeyDeleted: 'The key was deleted, for good.',
    OwnershipTransferred: 'It has another owner.',
    GoLiveRequested: 'Somebody asked that it go live.',
    GoLiveRequestWithdrawn: 'A request to go live was taken back.',
    GoLiveApproved: 'A request to go live was approved: the key has production.',
    GoLiveDeclined: 'A request to go live was declined.',
    ProductionSuspended: 'Production stopped counting; demo goes on.',
    ProductionResumed: 'Production counts again.',
    ChangeProposed: 'Somebody proposed a change, for another person to approve.',
    ChangeApproved: 'Another person approved a proposed change: who has proposed it may apply it.',
    ChangeDeclined: 'Another person declined a proposed change.',
    ChangeWithdrawn: 'Who had proposed a change took it back.',
    AccountPolicySet: 'The policy of the account is another one from then on.',
    AccountPolicyProposed: 'A policy was proposed.',
    AccountPolicyApproved: 'Another administrator approved the policy that was proposed, and it was set.',
    AccountPolicyDeclined: 'The policy that was proposed was declined, or withdrawn by who had proposed it.',
    WebhookAdded: 'Events of the account are sent to one more URL.',
    WebhookSecretRotated: 'A webhook has a new secret; for a day the one before signs too.',
    WebhookPaused: 'Nothing is sent to a webhook until it is resumed.',
    WebhookResumed: 'Events are sent to a webhook again.',
    WebhookRemoved: 'Nothing is sent to a webhook any more.',
    HistoryRead: 'Somebody read the history of a key of somebody else. It is beside the log, not in it.',
  },
  asItIs,
);

export const AuditInclusion = enumOf<'READS'>('AuditInclusion', 'What an audit log has beside the events of the log.', {
  READS: "Who has read the histories of other people's keys, once an hour for each reader and key.",
});

export const SubjectKind = enumOf<Subject>('SubjectKind', 'Kind of what an event was done to. Kinds may be added.', {
  KEY: 'An integrator key.',
  REDIRECT_URI: 'A redirect URI of a key.',
  SECRET: 'A secret of a key.',
  KEYPAIR: 'A keypair of a key.',
  GO_LIVE_REQUEST: 'A request that a key go live.',
  PROPOSAL: 'A proposed change of a key, or a proposed policy.',
  ACCOUNT: 'The account itself: its policy.',
  WEBHOOK: 'A webhook of the account.',
});

export const WebhookStatus = enumOf<Webhook['status']>('WebhookStatus', 'Is a webhook sent events?', {
  ACTIVE: 'It is.',
  PAUSED: 'It is not, until it is resumed.',
});

export const WebhookPausedWhy = enumOf<PausedWhy>('WebhookPausedWhy', 'Why a webhook is paused.', {
  REQUESTED: 'By an administrator.',
  GONE: 'Its receiver answered 410.',
  FAILING: 'Its receiver took nothing for too long.',
});

export const GoLiveStatusEnum = enumOf<GoLiveStatus>('GoLiveStatus', 'How far a key has come with going live.', {
  NOT_REQUESTED: 'Nobody has asked for it.',
  IN_REVIEW: 'A reviewer decides.',
  STALE: 'The key has changed since the revision that is reviewed: it takes a new request.',
  EXPIRED: 'The request was not decided in time: it takes a new one.',
  WITHDRAWN: 'The last request was taken back.',
  DECLINED: 'The last request was declined; its `reasons` say why.',
  LIVE: 'The key counts in production too.',
  SUSPENDED: 'Production does not count until it is resumed.',
});

export const GoLiveRequestStatus = enumOf<RequestStatus>('GoLiveRequestStatus', 'How a request to go live stands.', {
  IN_REVIEW: 'A reviewer decides.',
  STALE: 'The key has changed since the revision that is reviewed.',
  EXPIRED: 'It was not decided in time.',
  WITHDRAWN: 'It was taken back, or its key was deleted.',
  SUPERSEDED: 'It was stale or expired, and a newer one has taken its place.',
  DECLINED: 'It was declined.',
  APPROVED: 'It was approved: the key is live.',
});

export const GoLiveCriterionCode = enumOf<CriterionCode>(
  'GoLiveCriterionCode',
  'A rule that a key must meet to go live. Codes may be added.',
  Object.fromEntries(Object.values(rulesOf(RULES_VERSION)).map(({ code, title }) => [code, title])) as Record<
    CriterionCode,
    string
  >,
);

export const GoLiveClassification = enumOf<Classification>('GoLiveClassification', 'For whom an application is made.', {
  PRIVATE_CUSTOM: 'For the users of one company, which has made it or had it made.',
  THIRD_PARTY: 'For the customers of a company that sells it.',
  PUBLIC: 'For anybody.',
  EMBEDDED: 'Part of another product, whose users do not see it as an application of its own.',
});

export const GoLiveRequestSortField = enumOf<RequestSort>(
  'GoLiveRequestSortField',
  'What a list of requests to go live is sorted by.',
  { REQUESTED_AT: 'By time of the request.', EXPIRES_AT: 'By the time at which the request expires.' },
);

export const ChangeProposalStatus = enumOf<ProposalStatus>('ChangeProposalStatus', 'How a proposed change stands.', {
  OPEN: 'Nobody has decided on it.',
  APPROVED: 'Another person has approved it: who has proposed it may apply it.',
  STALE: 'The key has changed since: propose it again.',
  EXPIRED: 'It was not applied in time.',
  DECLINED: 'Another person has declined it.',
  WITHDRAWN: 'It was taken back, or its key was deleted.',
  APPLIED: 'It was applied.',
});

export const ProductionChanges = enumOf<Changes>('ProductionChanges', 'How many people it takes to widen production.', {
  FOUR_EYES: 'Two: one proposes, another approves. Taking away is always direct.',
  DIRECT: 'One.',
});

export const LeakedSecrets = enumOf<OfLeaks>(
  'LeakedSecrets',
  'What is done to a secret that a scanner has found in public.',
  {
    REVOKE: 'It is revoked at once.',
    REPORT: 'It is reported, and goes on counting until somebody revokes it.',
  },
);

export const PolicyRule = enumOf<Rule>('PolicyRule', 'A rule of the policy of an account. Rules may be added.', {
  KEYPAIRS_ONLY: '`keypairsOnly`: it is a secret.',
  SECRET_EXPIRY_REQUIRED: '`secretExpiryRequired`, or `longestSecretLife`: it has no end.',
  SECRET_LIFE_TOO_LONG: '`longestSecretLife`: from its making to its end it is longer than that.',
  SECRET_LIMIT_REACHED:
    '`maxSecretsPerEnvironment`: there are more, disabled ones included and retiring ones not, and it is among the youngest.',
});

export const Beginning = enumOf<'NOW' | 'BEGINNING'>('KeyEventsFrom', 'Where following events begins.', {
  NOW: 'With the next event.',
  BEGINNING: 'With the first event that you may see, ever.',
});

export const ActorKind = enumOf<Kind>('ActorKind', 'Kind of an actor.', {
  user: 'A person.',
  service: 'A program with a token of its own.',
  system: 'Keyledger itself.',
});

export const RoleEnum = enumOf<Role>('Role', 'What a token allows.', {
  ADMINISTRATOR: 'May do everything in its account.',
  DEVELOPER: 'May do everything with its own keys.',
  REVIEWER:
    'Decides on requests to go live, and changes nothing else. Bound to an account it reads the keys of that; bound to none, every key that has ever had a request.',
  AUDITOR: 'Reads everything of its account, changes nothing.',
  AUTHORIZATION_SERVER:
    'Checks redirect URIs and secrets of every account, or of the one that its token names, and nothing else.',
});

export const RedirectUriMatch = enumOf<Match>('RedirectUriMatch', 'How a requested redirect URI matches.', {
  EXACT: 'A registered URI equals it, character for character.',
  LOOPBACK_PORT: 'A registered URI with a loopback IP literal equals it except for the port (RFC 8252 7.3).',
  NONE: 'No registered URI matches.',
});

export const VerificationReason = enumOf<VerificationFailure>('VerificationReason', 'Why a secret is not active.', {
  EXPIRED: 'The secret is right, but expired.',
  NOT_YET_VALID: 'The secret is right, but not valid yet.',
  DISABLED: 'The secret is right, but it or its key is disabled.',
  REVOKED: 'The secret is right, but it is revoked or its key is deleted.',
  WRONG_ENVIRONMENT: 'The secret is right, but belongs to the other environment.',
  SUSPENDED: 'The secret is right, but production is suspended.',
  BROWNOUT: 'It is right, and is in a brownout: it counts again when that ends.',
  UNKNOWN: 'The client does not exist, or has no such secret; the answer does not reveal which.',
});

export const ValidityKind = enumOf<Counting>('ValidityKind', 'What can get somebody in.', {
  SECRET: 'A secret.',
  KEYPAIR: 'A keypair, by what its private key signs.',
  REDIRECT_URI: 'A redirect URI, to which an authorization server sends people back.',
});

export const SortField = enumOf<ListSortField>('IntegratorKeySortField', 'What a list of keys is sorted by.', {
  NAME: 'By name, ignoring case.',
  CREATED_AT: 'By time of creation.',
  UPDATED_AT: 'By time of the last change.',
});

export const SortDirection = enumOf<'ASC' | 'DESC'>('SortDirection', 'Which end of a list comes first.', {
  ASC: 'Smallest, first or oldest first.',
  DESC: 'Largest, last or newest first.',
});

export const AuthenticationMethod = enumOf<'IMPLICIT' | 'AUTHORIZATION_CODE' | 'SERVICE_INTEGRATION'>(
  'AuthenticationMethod',
  'A way in which an application signs in.',
  {
    IMPLICIT: 'Implicit Grant: a mobile or client-side app.',
    AUTHORIZATION_CODE: 'Authorization Code Grant; with PKCE for a mobile app, which has no secret.',
    SERVICE_INTEGRATION: 'Service Integration: a JWT signed with the private key of a keypair (RFC 7523).',
  },
);

export const Ingredient = enumOf<Missing>('AuthenticationIngredient', 'What an authentication method needs.', {
  ACTIVE_KEY: 'A key that is neither disabled nor deleted.',
  REDIRECT_URI: 'A registered redirect URI.',
  SECRET: 'A usable secret.',
  KEYPAIR: 'A usable keypair.',
});

export const UserErrorCode = enumOf<RefusalCode>(
  'UserErrorCode',
  'Why a mutation was refused. Codes may be added: treat an unknown one as a refusal.',
  refusals,
);

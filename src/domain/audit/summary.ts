import { policyWords } from './policy-words.js';
import type { LeakSource } from '../secrets/facts.js';
import type { PausedWhy } from '../webhooks/facts.js';
import { nameBefore } from './state.js';
import { subjectOf } from './subject.js';
import { valueOf, type Earlier, type EventType, type ToldEvent } from './told.js';

/** What a sentence is made of. */
interface Words {
  /** Who did it. */
  who: string;
  /** What it was done to, as people call it. */
  what: string;
  /** A value of the event; the empty text when it has none. */
  value(name: string): string;
  /** When it begins and ends, if the event says so; begins with a semicolon. */
  dates: string;
  /** Until when what is asked can be decided; begins with a semicolon. */
  until: string;
  /** The name of the key before. */
  nameBefore(): string;
}

const retired = (kind: string, { who, what, value }: Words) =>
  `${who} retired ${kind} ${what} of ${value('environment')}: it ends on ${value('retiresAt').slice(0, DAY)}${
    value('replacedBy') && ', and another one takes its place'
  }`;
const kept = (kind: string, { who, what, value }: Words) =>
  `${who} cancelled the retirement of ${kind} ${what} of ${value('environment')}`;
const relabelled = (kind: string, { who, what, value }: Words) =>
  value('label')
    ? `${who} labelled ${kind} ${what} of ${value('environment')} "${value('label')}"`
    : `${who} took away the label of ${kind} ${what} of ${value('environment')}`;

const leaked: Partial<Record<string, string>> = {
  possession: ', because whoever held it said that it leaked',
  'secret-scanning': ', because a scanner found it in public',
} satisfies Record<LeakSource, string>;

const paused: Partial<Record<string, string>> = {
  GONE: ', because its receiver is gone',
  FAILING: ', because its receiver took nothing for too long',
} satisfies Partial<Record<PausedWhy, string>>;

const sentences: Record<EventType, (words: Words) => string> = {
  KeyCreated: ({ who, what, value }) => `${who} created the key "${what}" in ${value('environment')}`,
  KeyRenamed: ({ who, what, nameBefore }) => `${who} renamed the key "${nameBefore()}" to "${what}"`,
  KeyDescribed: ({ who, what, value }) =>
    `${who} ${value('description') ? 'described' : 'took away the description of'} the key "${what}"`,
  PolicyLinksSet: ({ who, what }) => `${who} set the policy links of the key "${what}"`,
  MobileAppMarked: ({ who, what }) => `${who} made the key "${what}" a public client`,
  MobileAppUnmarked: ({ who, what }) => `${who} made the key "${what}" a confidential client`,
  KeyDisabled: ({ who, what }) => `${who} disabled the key "${what}"`,
  KeyEnabled: ({ who, what }) => `${who} enabled the key "${what}"`,
  KeyDeleted: ({ who, what }) => `${who} deleted the key "${what}"`,
  OwnershipTransferred: ({ who, what, value }) =>
    `${who} transferred the key "${what}" from ${value('from')} to ${value('to')}`,
  RedirectUriAdded: ({ who, what, value }) => `${who} added redirect URI ${what} to ${value('environment')}`,
  RedirectUriRemoved: ({ who, what, value }) => `${who} removed redirect URI ${what} from ${value('environment')}`,
  SecretAdded: ({ who, what, value, dates }) => `${who} added secret ${what} to ${value('environment')}${dates}`,
  SecretDisabled: ({ who, what, value }) => `${who} disabled secret ${what} of ${value('environment')}`,
  SecretEnabled: ({ who, what, value }) => `${who} enabled secret ${what} of ${value('environment')}`,
  SecretRevoked: ({ who, what, value }) =>
    `${who} revoked secret ${what} of ${value('environment')}${leaked[value('by')] ?? ''}`,
  SecretRetirementScheduled: (words) => retired('secret', words),
  SecretRetirementCancelled: (words) => kept('secret', words),
  SecretRelabelled: (words) => relabelled('secret', words),
  BrownoutScheduled: ({ who, what, value }) =>
    `${who} scheduled a brownout of secret ${what} of ${value('environment')} from ${value('from')} to ${value('to')}`,
  BrownoutCancelled: ({ who, what, value }) =>
    `${who} cancelled the brownout of secret ${what} of ${value('environment')} from ${value('from')} to ${value('to')}`,
  KeypairRetirementScheduled: (words) => retired('keypair', words),
  KeypairRetirementCancelled: (words) => kept('keypair', words),
  KeypairRelabelled: (words) => relabelled('keypair', words),
  KeypairAdded: ({ who, what, value, dates }) =>
    `${who} ${value('source') === 'UPLOADED' ? 'uploaded' : 'generated'} keypair ${what} for ${value('environment')}${dates}`,
  KeypairDisabled: ({ who, what, value }) => `${who} disabled keypair ${what} of ${value('environment')}`,
  KeypairEnabled: ({ who, what, value }) => `${who} enabled keypair ${what} of ${value('environment')}`,
  KeypairRevoked: ({ who, what, value }) => `${who} revoked keypair ${what} of ${value('environment')}`,
  CredentialExpiryApproaching: ({ what, value }) =>
    `${value('kind').toLowerCase()} ${what} of ${value('environment')} ends on ${value('endsAt').slice(0, DAY)}: within ${value('days')} ${value('days') === '1' ? 'day' : 'days'}`,
  GoLiveRequested: ({ who, what, until }) => `${who} asked that the key "${what}" go live${until}`,
  GoLiveRequestWithdrawn: ({ who, what }) => `${who} took back the request that the key "${what}" go live`,
  GoLiveApproved: ({ who, what, value }) =>
    value('by') === 'rules'
      ? `the rules took the key "${what}" live: it met every criterion`
      : `${who} approved that the key "${what}" go live`,
  GoLiveDeclined: ({ who, what }) => `${who} declined that the key "${what}" go live`,
  ProductionSuspended: ({ who, what }) => `${who} suspended production of the key "${what}"`,
  ProductionResumed: ({ who, what }) => `${who} resumed production of the key "${what}"`,
  ChangeProposed: ({ who, what, until }) => `${who} proposed a change of the key "${what}"${until}`,
  ChangeApproved: ({ who, what }) => `${who} approved a proposed change of the key "${what}"`,
  ChangeDeclined: ({ who, what }) => `${who} declined a proposed change of the key "${what}"`,
  ChangeWithdrawn: ({ who, what }) => `${who} took back a proposed change of the key "${what}"`,
  AccountPolicySet: (words) =>
    `${words.who} set the policy of ${words.what} for production: ${policyWords(words.value)}`,
  AccountPolicyProposed: (words) =>
    `${words.who} proposed a policy of ${words.what} for production: ${policyWords(words.value)}${words.until}`,
  AccountPolicyApproved: ({ who, what }) => `${who} approved the proposed policy of ${what}`,
  AccountPolicyDeclined: ({ who, what }) => `${who} declined the proposed policy of ${what}`,
  WebhookAdded: ({ who, what }) => `${who} added a webhook to ${what}`,
  WebhookSecretRotated: ({ who, what, value }) =>
    `${who} gave the webhook to ${what} a new secret; the old one signs too until ${value('previousUntil')}`,
  WebhookPaused: ({ who, what, value }) => `${who} paused the webhook to ${what}${paused[value('why')] ?? ''}`,
  WebhookResumed: ({ who, what, value }) =>
    `${who} resumed the webhook to ${what}${value('from') && `, from position ${value('from')}`}`,
  WebhookRemoved: ({ who, what }) => `${who} removed the webhook to ${what}`,
};

/** Days are UTC. */
const DAY = '2027-01-31'.length;
const dayOf = (event: ToldEvent, name: string) => valueOf(event, name)?.slice(0, DAY);

function datesIn(event: ToldEvent): string {
  const [begins, ends] = ['notBefore', 'expiresAt'].map((name) => dayOf(event, name));
  const said = [begins && `begins on ${begins}`, ends && `ends on ${ends}`].filter((one) => !!one);
  return said.length > 0 ? `; it ${said.join(' and ')}` : '';
}

/**
 * One plain sentence of who did what. It has ids of people, names, labels, URIs, the last four characters of secrets: no more
 * of a credential, and no text that may be long. `stream` is the id of the key or the account.
 */
export function summaryOf(event: ToldEvent, earlier: Earlier, stream: string): string {
  return sentences[event.type]({
    who: event.actor.id,
    what: subjectOf(event, earlier, stream).label,
    value: (name) => valueOf(event, name) ?? '',
    dates: datesIn(event),
    until: `; it can be decided until ${dayOf(event, 'expiresAt') ?? ''}`,
    nameBefore: () => nameBefore(earlier),
  });
}

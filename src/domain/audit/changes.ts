import * as about from './about.js';
import { labelBefore } from './subject.js';
import { nameBefore, stateIn } from './state.js';
import { valueOf, type Earlier, type EventType, type ToldEvent } from './told.js';

/** What an event changed, before and after. Null: nothing was there, or nothing is. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

type Changes = (event: ToldEvent, earlier: Earlier) => FieldChange[];

const change = (field: string, before: string | null, after: string | null): FieldChange => ({ field, before, after });

/** Of something new: its values that are not null. */
const appears = (event: ToldEvent, fields: readonly string[]): FieldChange[] =>
  fields.flatMap((field) => {
    const after = valueOf(event, field);
    return after === null ? [] : [change(field, null, after)];
  });

/** Values of the event that stand for what the last event about the same had, or else the creation of the key. */
const replaces =
  (part: string, fields: readonly string[]): Changes =>
  (event, earlier) => {
    const before = earlier.last(part) ?? earlier.first(about.CREATED);
    return fields
      .map((field) => change(field, valueOf(before, field), valueOf(event, field)))
      .filter((one) => one.before !== one.after);
  };

/** Of what has a state that events move on. `without`: before the first of them. */
const moves =
  (field: string, without: string | null): Changes =>
  (event, earlier) => [change(field, stateIn(earlier.last(about.aboutOf(event))) ?? without, stateIn(event))];

const status = moves('status', null);
const keyStatus = moves('status', 'ACTIVE');
const clientType = moves('clientType', 'CONFIDENTIAL');
const goLive = moves('goLive', 'NOT_REQUESTED');
const proposal = moves('proposal', null);

const retired: Changes = (event) => [
  change('expiresAt', valueOf(event, 'expiresAt'), valueOf(event, 'retiresAt')),
  ...appears(event, ['replacedBy']),
];
const kept: Changes = (event) => [change('expiresAt', valueOf(event, 'retiresAt'), valueOf(event, 'expiresAt'))];
const relabelled: Changes = (event, earlier) => [change('label', labelBefore(event, earlier), valueOf(event, 'label'))];

/** A time interval as ISO 8601 writes it. */
const interval = (event: ToldEvent) => `${valueOf(event, 'from')}/${valueOf(event, 'to')}`;

/** What was moved to where it was already is not told. */
const resumed: Changes = (event, earlier) => [
  ...status(event, earlier).filter(({ before, after }) => before !== after),
  ...appears(event, ['from']),
];
/** All values of one name, in one text; null without any. */
const listed = ({ details }: ToldEvent, wanted: string) =>
  details.flatMap(({ name, value }) => (name === wanted && value !== null ? [value] : [])).join(', ') || null;

const changes: Record<EventType, Changes> = {
  KeyCreated: (event) => [
    change('status', null, stateIn(event)),
    ...appears(event, ['name', 'description', 'owner']),
    change('environments', null, valueOf(event, 'environment')),
  ],
  KeyRenamed: (event, earlier) => [change('name', nameBefore(earlier), valueOf(event, 'name'))],
  KeyDescribed: replaces(about.DESCRIPTION, ['description']),
  PolicyLinksSet: replaces(about.LINKS, ['privacyPolicyUrl', 'termsOfUseUrl']),
  MobileAppMarked: clientType,
  MobileAppUnmarked: clientType,
  KeyDisabled: keyStatus,
  KeyEnabled: keyStatus,
  KeyDeleted: keyStatus,
  OwnershipTransferred: (event) => [change('owner', valueOf(event, 'from'), valueOf(event, 'to'))],
  RedirectUriAdded: (event) => [change('redirectUri', null, valueOf(event, 'redirectUri'))],
  RedirectUriRemoved: (event) => [change('redirectUri', valueOf(event, 'redirectUri'), null)],
  SecretAdded: (event, earlier) => [
    ...status(event, earlier),
    ...appears(event, ['label', 'lastFour', 'notBefore', 'expiresAt']),
  ],
  SecretDisabled: status,
  SecretEnabled: status,
  SecretRevoked: status,
  SecretRetirementScheduled: retired,
  SecretRetirementCancelled: kept,
  SecretRelabelled: relabelled,
  BrownoutScheduled: (event) => [change('brownout', null, interval(event))],
  BrownoutCancelled: (event) => [change('brownout', interval(event), null)],
  KeypairAdded: (event, earlier) => [
    ...status(event, earlier),
    ...appears(event, ['label', 'kid', 'algorithm', 'expiresAt']),
  ],
  KeypairDisabled: status,
  KeypairEnabled: status,
  KeypairRevoked: status,
  KeypairRetirementScheduled: retired,
  KeypairRetirementCancelled: kept,
  KeypairRelabelled: relabelled,
  CredentialExpiryApproaching: () => [],
  GoLiveRequested: goLive,
  GoLiveRequestWithdrawn: goLive,
  GoLiveApproved(event, earlier) {
    const born = valueOf(earlier.first(about.CREATED), 'environment');
    return [...goLive(event, earlier), change('environments', born, [born, 'PRODUCTION'].join(', '))];
  },
  GoLiveDeclined: goLive,
  ProductionSuspended: goLive,
  ProductionResumed: goLive,
  ChangeProposed: proposal,
  ChangeApproved: proposal,
  ChangeDeclined: proposal,
  ChangeWithdrawn: proposal,
  AccountPolicySet: replaces(about.POLICY, [
    ...['productionChanges', 'longestSecretLife', 'secretExpiryRequired'],
    ...['maxSecretsPerEnvironment', 'keypairsOnly', 'leakedSecrets'],
  ]),
  AccountPolicyProposed: proposal,
  AccountPolicyApproved: proposal,
  AccountPolicyDeclined: proposal,
  WebhookAdded: (event, earlier) => [
    ...status(event, earlier),
    ...appears(event, ['url']),
    change('types', null, listed(event, 'types') ?? 'all'),
  ],
  WebhookSecretRotated: (event) => [
    change('secret', String(Number(valueOf(event, 'number')) - 1), valueOf(event, 'number')),
  ],
  WebhookPaused: (event, earlier) => [...status(event, earlier), ...appears(event, ['why'])],
  WebhookResumed: resumed,
  WebhookRemoved: status,
};

/** What the event changed: masked, since its values are, with the state before it from the events before it. */
export const changesOf: Changes = (event, earlier) => changes[event.type](event, earlier);

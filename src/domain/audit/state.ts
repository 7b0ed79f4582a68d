import { stateAfter as proposalStateAfter } from '../two-people/proposals.js';
import * as about from './about.js';
import { valueOf, type Earlier, type EventType, type ToldEvent } from './told.js';

/** What an event leaves its subject in, by the names that the API has for it. */
const states = {
  KeyCreated: 'ACTIVE',
  KeyDisabled: 'DISABLED',
  KeyEnabled: 'ACTIVE',
  KeyDeleted: 'DELETED',
  SecretAdded: 'ACTIVE',
  SecretDisabled: 'DISABLED',
  SecretEnabled: 'ACTIVE',
  SecretRevoked: 'REVOKED',
  KeypairAdded: 'ACTIVE',
  KeypairDisabled: 'DISABLED',
  KeypairEnabled: 'ACTIVE',
  KeypairRevoked: 'REVOKED',
  MobileAppMarked: 'PUBLIC',
  MobileAppUnmarked: 'CONFIDENTIAL',
  GoLiveRequested: 'IN_REVIEW',
  GoLiveRequestWithdrawn: 'WITHDRAWN',
  GoLiveApproved: 'LIVE',
  GoLiveDeclined: 'DECLINED',
  ProductionSuspended: 'SUSPENDED',
  ProductionResumed: 'LIVE',
  ChangeProposed: 'OPEN',
  ...proposalStateAfter,
  AccountPolicyProposed: 'OPEN',
  AccountPolicyApproved: 'APPROVED',
  AccountPolicyDeclined: 'DECLINED',
  WebhookAdded: 'ACTIVE',
  WebhookPaused: 'PAUSED',
  WebhookResumed: 'ACTIVE',
  WebhookRemoved: 'REMOVED',
} as const satisfies Partial<Record<EventType, string>>;

/** The state that an event leaves its subject in; null of events that say no state, and of none. */
export const stateIn = (event: ToldEvent | undefined): string | null =>
  (event && (states as Partial<Record<EventType, string>>)[event.type]) ?? null;

/** The name of the key before an event. */
export const nameBefore = (earlier: Earlier): string =>
  valueOf(earlier.last(about.NAME) ?? earlier.first(about.CREATED), 'name') ?? '';

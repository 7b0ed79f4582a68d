import type { Account } from '../account/account.js';
import { daysAfter } from '../values/days-after.js';
import type { SigningSecret, WebhookEvent } from './facts.js';
import { webhookOf } from './webhook-of.js';

export interface RotateWebhookSecret {
  webhookId: string;
  /** What the new secret is derived from. */
  pepper: Omit<SigningSecret, 'number'>;
  /** ISO 8601 UTC. */
  now: string;
}

/** Days in which the receiver can change over: both secrets sign. */
const OVERLAP_DAYS = 1;

/** Gives a webhook a new secret. The one before signs too for a day; one before that no longer does. */
export function rotateWebhookSecret(state: Account, { webhookId, pepper, now }: RotateWebhookSecret): WebhookEvent[] {
  const number = webhookOf(state, webhookId).secret.number + 1;
  const previousUntil = daysAfter(now, OVERLAP_DAYS);
  return [{ type: 'WebhookSecretRotated', data: { webhookId, number, ...pepper, previousUntil } }];
}

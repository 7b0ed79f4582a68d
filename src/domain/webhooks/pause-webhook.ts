import type { Account } from '../account/account.js';
import type { PausedWhy, WebhookEvent } from './facts.js';
import { webhookOf } from './webhook-of.js';

interface PauseFailingWebhook {
  webhookId: string;
  why: Exclude<PausedWhy, 'REQUESTED'>;
}

/** Stops sending to a webhook until it is resumed. One that is paused stays paused for the reason that it has. */
export const pauseWebhook = (state: Account, { webhookId }: { webhookId: string }): WebhookEvent[] =>
  paused(state, webhookId, 'REQUESTED');

/** Likewise, because its receiver takes nothing. */
export const pauseFailingWebhook = (state: Account, { webhookId, why }: PauseFailingWebhook): WebhookEvent[] =>
  paused(state, webhookId, why);

function paused(state: Account, webhookId: string, why: PausedWhy): WebhookEvent[] {
  if (webhookOf(state, webhookId).status === 'PAUSED') return [];
  return [{ type: 'WebhookPaused', data: { webhookId, why } }];
}

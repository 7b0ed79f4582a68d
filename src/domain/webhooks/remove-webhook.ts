import type { Account } from '../account/account.js';
import type { WebhookEvent } from './facts.js';
import { webhookOf } from './webhook-of.js';

/** Takes a webhook away for good: nothing is sent to it any more. */
export function removeWebhook(state: Account, { webhookId }: { webhookId: string }): WebhookEvent[] {
  webhookOf(state, webhookId);
  return [{ type: 'WebhookRemoved', data: { webhookId } }];
}

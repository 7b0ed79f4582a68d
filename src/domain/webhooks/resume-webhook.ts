import type { Account } from '../account/account.js';
import type { WebhookEvent } from './facts.js';
import { webhookOf } from './webhook-of.js';

export interface ResumeWebhook {
  webhookId: string;
  /** What is after this position is sent, perhaps again. Null: it goes on where it was. */
  from: string | null;
}

/** Sends to a webhook again. One that is active is only set back, if a position is given. */
export function resumeWebhook(state: Account, { webhookId, from }: ResumeWebhook): WebhookEvent[] {
  if (webhookOf(state, webhookId).status === 'ACTIVE' && from === null) return [];
  return [{ type: 'WebhookResumed', data: { webhookId, from } }];
}

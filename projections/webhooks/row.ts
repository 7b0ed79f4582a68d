import type { Webhook } from '../../src/domain/webhooks/webhook.js';

/** The webhooks of one account, oldest first. */
export interface WebhooksRow {
  account: string;
  webhooks: readonly Webhook[];
}

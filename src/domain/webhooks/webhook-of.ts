import type { Account } from '../account/account.js';
import { Refusal } from '../refusal/refusal.js';
import type { Webhook } from './webhook.js';

/** A webhook of the account. One of another account is as one that never was. */
export function webhookOf({ webhooks }: Pick<Account, 'webhooks'>, webhookId: string): Webhook {
  const found = webhooks.find((webhook) => webhook.webhookId === webhookId);
  if (!found) throw new Refusal('WEBHOOK_NOT_FOUND', ['webhookId']);
  return found;
}

import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Webhook } from '../../src/domain/webhooks/webhook.js';
import type { WebhooksRow } from './row.js';

/** Every webhook there is, active or paused, with whose it is. */
export const listWebhooks = (db: ViewDatabase): { account: string; webhook: Webhook }[] =>
  db
    .values<WebhooksRow>('SELECT row, checksum FROM webhooks ORDER BY account')
    .flatMap(({ account, webhooks }) => webhooks.map((webhook) => ({ account, webhook })));

/** The webhooks of an account, oldest first. */
export const webhooksOf = (db: ViewDatabase, account: string): readonly Webhook[] =>
  db.value<WebhooksRow>('SELECT row, checksum FROM webhooks WHERE account = ?', account)?.webhooks ?? [];

import type { WebhookEventType } from './facts.js';

/** As those of the other events of an account, which they are among. */
export const webhookSchemaVersions = {
  WebhookAdded: 1,
  WebhookSecretRotated: 1,
  WebhookPaused: 1,
  WebhookResumed: 1,
  WebhookRemoved: 1,
} as const satisfies Record<WebhookEventType, number>;

import type { Recorded } from '../key/recorded.js';
import type { WebhookEvent } from './facts.js';
import type { Webhook } from './webhook.js';

export type RecordedWebhookEvent = Recorded<WebhookEvent>;

/** The webhooks of an account after an event, oldest first. */
export function evolveWebhooks(webhooks: readonly Webhook[], event: RecordedWebhookEvent): readonly Webhook[] {
  if (event.type === 'WebhookAdded') return [...webhooks, added(event)];
  if (event.type === 'WebhookRemoved') return webhooks.filter(({ webhookId }) => webhookId !== event.data.webhookId);
  return webhooks.map((webhook) => (webhook.webhookId === event.data.webhookId ? changed(webhook, event) : webhook));
}

function added({ data, metadata, position }: RecordedWebhookEvent & { type: 'WebhookAdded' }): Webhook {
  const { webhookId, url, types, ...secret } = data;
  const sending = { status: 'ACTIVE', pausedWhy: null, resumes: 0, resumedFrom: null } as const;
  const added = { addedAt: metadata.recordedAt, addedPosition: position };
  return { webhookId, url, types, secret, previous: null, ...added, ...sending };
}

type Changing = Exclude<RecordedWebhookEvent, { type: 'WebhookAdded' | 'WebhookRemoved' }>;

function changed(webhook: Webhook, { type, data }: Changing): Webhook {
  switch (type) {
    case 'WebhookSecretRotated': {
      const { webhookId: _, previousUntil: until, ...secret } = data;
      return { ...webhook, secret, previous: { ...webhook.secret, until } };
    }
    case 'WebhookPaused':
      return { ...webhook, status: 'PAUSED', pausedWhy: data.why };
    case 'WebhookResumed':
      return {
        ...webhook,
        ...{ status: 'ACTIVE', pausedWhy: null },
        ...{ resumes: webhook.resumes + 1, resumedFrom: data.from },
      };
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}

import { Made, PlannedEvents, UserErrors, WrittenAt } from './decorators.js';
import { ofMutation } from './payload.js';
import type { PlannedEvent } from './planned-event.js';
import type { UserError } from './user-error.js';
import { Webhook } from './webhook.js';

const AS_IT_IS = 'The webhook as it is now; null when it is no more.';

/** The payload of a mutation that changes a webhook. */
export function webhookPayloadOf(mutation: string) {
  @ofMutation(mutation)
  class WebhookPayload {
    @Made(() => Webhook, AS_IT_IS) webhook?: Webhook | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
    @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return WebhookPayload;
}

/** The payload of a mutation that gives a webhook a secret. */
export function webhookSecretPayloadOf(mutation: string) {
  @ofMutation(mutation)
  class WebhookSecretPayload {
    @Made(() => Webhook, AS_IT_IS) webhook?: Webhook | null;
    @Made(
      () => String,
      'The secret that what is sent is signed with, as Standard Webhooks have it. It is never shown again: keep it now.',
    )
    secret?: string | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
    @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return WebhookSecretPayload;
}

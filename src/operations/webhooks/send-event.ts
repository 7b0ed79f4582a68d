import type { PostOutcome, Post, SignWebhook, WebhookSecrets } from '../../app/webhooks/ports.js';
import type { Webhook } from '../../domain/webhooks/webhook.js';
import type { AuditEvent } from '../audit/audit-event.js';

export interface Sending {
  post: Post;
  sign: SignWebhook;
  secrets: Pick<WebhookSecrets, 'of'>;
  now: () => Date;
}

/** What a receiver gets: the form that Standard Webhooks recommend. `data` is as `/audit/events` has it, masked. */
export const payloadOf = (event: AuditEvent) => ({ type: event.type, timestamp: event.recordedAt, data: event });

/**
 * Sends one event, once, under its own id, so that a receiver knows one that comes again. Signed with the secret, and with the
 * one before while a rotation overlaps. Never rejects, but for `PepperMissing`.
 */
export async function sendEvent(
  { post, sign, secrets, now }: Sending,
  { webhookId, url, secret, previous }: Webhook,
  event: AuditEvent,
): Promise<PostOutcome> {
  const at = now();
  const body = JSON.stringify(payloadOf(event));
  const newest = secrets.of({ webhookId, ...secret });
  const older = previous && previous.until > at.toISOString() ? [secrets.of({ webhookId, ...previous })] : [];
  const signed = sign({ id: event.id, at, body, secrets: [newest, ...older] });
  return post({ url, headers: { 'content-type': 'application/json', 'user-agent': 'Keyledger', ...signed }, body });
}

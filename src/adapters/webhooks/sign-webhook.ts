import { Webhook } from 'standardwebhooks';
import type { SignWebhook } from '../../app/webhooks/ports.js';

/** Signs as Standard Webhooks say, with HMAC-SHA-256 (`v1`); the signatures stand side by side, divided by spaces. */
export const signWebhook: SignWebhook = ({ id, at, body, secrets }) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
});

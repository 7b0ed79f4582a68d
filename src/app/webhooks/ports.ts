import type { UrlFault } from '../../domain/webhooks/url-fault.js';

/** One POST to an address that somebody else chose. */
export interface WebhookRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * Why there is no answer: the URL itself; one address of the host at least is private; no address is known of it; nobody takes a
 * connection; no TLS, or a certificate that does not count; a connection that ended without an answer of HTTP; the time is up.
 */
export type PostFailure =
  UrlFault | 'PRIVATE_ADDRESS' | 'NO_SUCH_HOST' | 'UNREACHABLE' | 'TLS' | 'NO_ANSWER' | 'TIMEOUT';

/** A redirect is an answer, and is not followed. */
export type PostOutcome = { kind: 'ANSWERED'; status: number } | { kind: 'FAILED'; why: PostFailure };

/** Makes one POST, once, and says how it went. Never rejects. */
export type Post = (request: WebhookRequest) => Promise<PostOutcome>;

/** Which pepper a signing secret is derived from, by its public names. */
export interface WebhookPepper {
  pepperVersion: number;
  pepperId: string;
}

/** Names one signing secret for ever. */
export interface WebhookSecretName extends WebhookPepper {
  webhookId: string;
  /** From 1; one more with each rotation. */
  number: number;
}

/** The signing secrets of webhooks: derived whenever they are needed, stored nowhere. */
export interface WebhookSecrets {
  /** What a new secret is to be derived from. */
  readonly current: WebhookPepper;
  /** The text `whsec_...`. Throws `PepperMissing` if this server has not that very pepper. */
  of(name: WebhookSecretName): string;
}

/** What is signed: the body as it is sent, under an id that stays the same when it is sent again. */
export interface SignedWebhook {
  /** Without a full stop: it is signed with full stops around it. */
  id: string;
  /** Of this try. */
  at: Date;
  body: string;
  /** Texts `whsec_...`, the newest first; two while a rotation overlaps. */
  secrets: readonly [string, ...string[]];
}

/** The headers of Standard Webhooks, one signature for each secret. */
export type SignWebhook = (
  webhook: SignedWebhook,
) => Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

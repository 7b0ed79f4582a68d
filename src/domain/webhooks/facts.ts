/** Which secret a webhook is signed with: enough to derive it again, for whoever has the pepper. */
export interface SigningSecret {
  /** From 1; one more with each rotation. */
  number: number;
  pepperVersion: number;
  pepperId: string;
}

/** `REQUESTED`: by an administrator. `GONE`: the receiver answered 410. `FAILING`: it took nothing for too long. */
export type PausedWhy = 'REQUESTED' | 'GONE' | 'FAILING';

interface OfWebhook {
  webhookId: string;
}

/** The events of the webhooks of an account, in its stream: event type -> shape of its data. No secret is in any. */
export interface WebhookFacts {
  /** `types`: of the events that are sent; none of them means every one. */
  WebhookAdded: OfWebhook & SigningSecret & { url: string; types: readonly string[] };
  /** `previousUntil`: ISO 8601 UTC with milliseconds; until then the secret before signs too. */
  WebhookSecretRotated: OfWebhook & SigningSecret & { previousUntil: string };
  WebhookPaused: OfWebhook & { why: PausedWhy };
  /** `from`: what is after this position is sent, perhaps again; null: it goes on where it was. */
  WebhookResumed: OfWebhook & { from: string | null };
  WebhookRemoved: OfWebhook;
}

export type WebhookEventType = keyof WebhookFacts;
export type WebhookEvent = { [Type in WebhookEventType]: { type: Type; data: WebhookFacts[Type] } }[WebhookEventType];

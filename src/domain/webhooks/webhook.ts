import type { PausedWhy, SigningSecret } from './facts.js';

/** Where the events of an account are sent. One that is removed is none. */
export interface Webhook {
  webhookId: string;
  url: string;
  /** Of the events that are sent; empty: every one. */
  types: readonly string[];
  status: 'ACTIVE' | 'PAUSED';
  /** Null while it is active. */
  pausedWhy: PausedWhy | null;
  secret: SigningSecret;
  /** The secret before, which signs too until `until`, ISO 8601 UTC with milliseconds. */
  previous: (SigningSecret & { until: string }) | null;
  /** ISO 8601 UTC with milliseconds. */
  addedAt: string;
  /** Position of its WebhookAdded: what is after it is sent. */
  addedPosition: string;
  /** How often it was resumed. */
  resumes: number;
  /** What the last resumption said: what is after this position is sent. Null: it goes on where it was. */
  resumedFrom: string | null;
}

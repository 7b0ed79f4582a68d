/** Most webhooks of one account. */
export const MAX_WEBHOOKS = 10;
export const MAX_URL_LENGTH = 2_000;

export const webhookRefusals = {
  WEBHOOK_NOT_FOUND: 'Your account has no such webhook.',
  WEBHOOK_LIMIT_REACHED: `An account has at most ${MAX_WEBHOOKS} webhooks; remove one first.`,
  WEBHOOK_URL_INVALID: `The URL of a webhook is an absolute https URL of at most ${MAX_URL_LENGTH} characters, without a user name and a password.`,
  WEBHOOK_TYPES_INVALID: 'A webhook is sent events of the log alone; one of these types never is in it.',
  WEBHOOK_POSITION_INVALID: 'The log has no such position: give one that an event or an answer gave.',
} as const;

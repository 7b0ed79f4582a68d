/** Lengths are in characters (Unicode code points). */
export const MAX_NAME_LENGTH = 100;
export const MAX_DESCRIPTION_LENGTH = 2000;
export const MAX_LABEL_LENGTH = 100;
/** Bounded because every event of a command carries the reason in its metadata. */
export const MAX_REASON_LENGTH = 500;
/** Reasons for which something is declined; each is as long as a reason. */
export const MAX_REASONS = 10;
/** Callers could guess a shorter idempotency key, or use one twice by chance. */
export const MIN_IDEMPOTENCY_KEY_LENGTH = 16;
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;
export const MAX_URL_LENGTH = 2000;
export const MAX_ACTOR_ID_LENGTH = 200;

export const valueRefusals = {
  IDEMPOTENCY_KEY_INVALID: `An idempotency key has ${MIN_IDEMPOTENCY_KEY_LENGTH} to ${MAX_IDEMPOTENCY_KEY_LENGTH} printable ASCII characters; a random UUID is best.`,
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used for other arguments; a new command takes a new one.',

  INVALID_INPUT: 'This field is not valid.',
  ID_INVALID: 'An id is a GUID, such as 230546a7-9c55-40ad-8fbf-af205d5494ad.',
  LIST_TOO_LONG: 'The list has more entries than one command takes.',
  SECRET_MATERIAL:
    'This contains a secret or a private key. What is typed here is kept for ever: leave it out, and replace what has been exposed.',
  REASON_INVALID: `A reason has at most ${MAX_REASON_LENGTH} characters and no control characters.`,
  REASONS_INVALID: `It takes 1 to ${MAX_REASONS} reasons of at most ${MAX_REASON_LENGTH} characters, not blank and without control characters.`,
  NAME_INVALID: `A name has 1 to ${MAX_NAME_LENGTH} characters, is not blank, and has no control characters.`,
  DESCRIPTION_INVALID: `A description has at most ${MAX_DESCRIPTION_LENGTH} characters and no control characters.`,
  LABEL_INVALID: `A label has 1 to ${MAX_LABEL_LENGTH} characters, is not blank, and has no control characters.`,
  LINK_INVALID: `A link is an absolute http or https URL of at most ${MAX_URL_LENGTH} characters, without user info.`,
  OWNER_INVALID: `An owner is an actor id of 1 to ${MAX_ACTOR_ID_LENGTH} characters without control characters, and without white space around it; it is compared byte for byte with the subject of tokens.`,
} as const;

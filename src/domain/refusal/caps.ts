/** Published limits; a refusal names the one that was met. Counts are per key and environment, and leave out the revoked. */
export const MAX_REDIRECT_URIS = 50;
/** Enough for a slow rotation with overlap. */
export const MAX_SECRETS = 10;
export const MAX_KEYPAIRS = 5;

/** Lengths are in characters (Unicode code points). */
export const MAX_NAME_LENGTH = 100;
export const MAX_DESCRIPTION_LENGTH = 2000;
export const MAX_LABEL_LENGTH = 100;
/** It stands in the metadata of every event of a command. */
export const MAX_REASON_LENGTH = 500;
/** Short ones are guessed, and used twice by chance. */
export const MIN_IDEMPOTENCY_KEY_LENGTH = 16;
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;
export const MAX_URL_LENGTH = 2000;
export const MAX_ACTOR_ID_LENGTH = 200;

/** Bits of an RSA modulus. */
export const MIN_MODULUS_LENGTH = 2048;
export const MAX_MODULUS_LENGTH = 16384;

const MINUTE_MS = 60_000;

/** Nobody learns from a last use when exactly somebody signed in, and a busy credential writes no new one at every use. */
export const USE_ROUNDED_TO_MS = 15 * MINUTE_MS;

/** Milliseconds since 1970 -> ISO 8601 UTC with milliseconds, at the quarter of an hour that had begun. */
export const roundDown = (ms: number): string =>
  new Date(Math.floor(ms / USE_ROUNDED_TO_MS) * USE_ROUNDED_TO_MS).toISOString();

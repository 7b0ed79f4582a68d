/** Milliseconds. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Days for which uses are counted, today included. */
export const KEPT_DAYS = 90;

/** Milliseconds since 1970 -> the UTC day, `2026-11-27`: days compare as text. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The first of so many UTC days that end with today. */
export const firstDay = (days: number, nowMs: number): string => dayOf(nowMs - (days - 1) * DAY_MS);

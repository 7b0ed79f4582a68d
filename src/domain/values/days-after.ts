const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days of 24 hours after a moment; both are ISO 8601 UTC with milliseconds. */
export const daysAfter = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * DAY_MS).toISOString();

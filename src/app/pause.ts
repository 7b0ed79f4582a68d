const FIRST_MS = 500;
const MOST_MS = 8000;

/**
 * Milliseconds before another try, after so many in a row for which the log was not there (0: something else failed).
 * Spread by chance: many servers have lost the same log.
 */
export const pauseAfter = (absences: number) =>
  Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, absences - 1)) * (0.5 + Math.random() / 2);

import { durationMs } from '../values/duration.js';
import { LONGEST_LIFE_DAYS } from './refusals.js';

const LONGEST_MS = LONGEST_LIFE_DAYS * 24 * 60 * 60 * 1000;

/** May a secret be made to live no longer than that? `life`: ISO 8601 duration. */
export function isLongestLife(life: string): boolean {
  const milliseconds = durationMs(life) ?? 0;
  return milliseconds > 0 && milliseconds <= LONGEST_MS;
}

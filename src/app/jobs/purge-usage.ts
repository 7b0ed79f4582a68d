import { firstDay, KEPT_DAYS } from '../../domain/usage/days.js';
import type { UsageStore } from '../usage/usage-store.js';
import type { Job } from './start-jobs.js';

const EVERY_MS = 60 * 60 * 1000;

export interface PurgingUsage {
  usage: Pick<UsageStore, 'purge'>;
  now: () => Date;
}

/** Forgets how often credentials were used on days that nobody can ask for any more. */
export const purgeUsage = ({ usage, now }: PurgingUsage): Job => ({
  name: 'purge-usage',
  everyMs: EVERY_MS,
  run: () => usage.purge(firstDay(KEPT_DAYS, now().getTime())),
});

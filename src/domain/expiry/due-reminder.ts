import { daysAfter } from '../values/days-after.js';

/** Days ahead of its end at which a credential is spoken of. */
export const REMINDER_DAYS = [90, 60, 30, 15, 7, 1] as const;

/**
 * The reminder that is due at `now`: after a pause only the latest, and none whose day came before the credential was made. In days ahead
 * of the end; undefined: none is due. All times are ISO 8601 UTC.
 */
export function dueReminder({ addedAt, endsAt }: { addedAt: string; endsAt: string }, now: string): number | undefined {
  if (endsAt <= now) return undefined;
  const due = REMINDER_DAYS.findLast((days) => daysAfter(endsAt, -days) <= now);
  return due !== undefined && daysAfter(endsAt, -due) > addedAt ? due : undefined;
}

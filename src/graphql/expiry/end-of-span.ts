import { BadArgument } from '../../app/errors/bad-argument.js';
import { durationMs } from '../../domain/values/duration.js';

const LONGEST_DAYS = 3650;

/** What a span may be, in words. */
export const WITHIN = `an ISO 8601 duration of days and time, such as P30D, at most P${LONGEST_DAYS}D.`;

/** The end of a span of time that begins at `now`; both are ISO 8601 UTC. Throws `BadArgument`. */
export function endOfSpan(within: string, now: string): string {
  const milliseconds = durationMs(within);
  if (milliseconds === undefined || milliseconds > LONGEST_DAYS * 86_400_000)
    throw new BadArgument(`A span is ${WITHIN}`);
  return new Date(Date.parse(now) + milliseconds).toISOString();
}

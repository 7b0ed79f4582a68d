import { durationOf } from '../values/duration.js';
import { DAY_MS } from './days.js';
import type { Observations } from './observations.js';
import { countOf, lastOf } from './sum-up.js';
import type { Tally } from './tally.js';

/** Sentences for one kind of thing; the rest is counted. */
const MAX_TOLD = 10;

const time = (ms: number) => new Date(ms).toISOString();

/** What a verdict rests on, for people: sentences with times in ISO 8601 and lengths as ISO 8601 durations. */
export function evidenceOf(seen: Observations): string[] {
  return [observed(seen), ...shown(seen), quiet(seen), ...gaps(seen), ...silent(seen), ...dead(seen)];
}

function observed({ observedSinceMs, observedMs, limits }: Observations): string {
  const needed = `${durationOf(limits.observedDays * DAY_MS)} is needed`;
  if (observedSinceMs === null) return `Its use has not been observed yet; ${needed}.`;
  return `Its use has been observed since ${time(observedSinceMs)}, for ${durationOf(observedMs)} in all; ${needed}.`;
}

function shown({ used, hits, failed, nowMs, limits }: Observations): string[] {
  const lines = (tallies: readonly Tally[], none: string[], tell: (last: string, times: string) => string) => {
    const last = lastOf(tallies);
    return last === null ? none : [tell(last, `in 30 days: ${countOf(tallies, 30, nowMs)}`)];
  };
  const days = durationOf(limits.quietDays * DAY_MS);
  return [
    ...lines(
      used,
      ['No use is known.'],
      (last, times) => `It was last used at ${last} or up to 15 minutes later; ${times}.`,
    ),
    ...lines(hits, [], (last, times) => `A brownout last refused it at ${last} or up to 15 minutes later; ${times}.`),
    ...lines(
      failed,
      [],
      (last, times) =>
        `It was last shown and refused for another reason than a brownout at ${last} or up to 15 minutes later; ${times}. Within the last ${days} this leaves the verdict open: whoever shows it may need it again.`,
    ),
  ];
}

const quiet = ({ quietMs, limits }: Observations) =>
  `It has been quiet for ${durationOf(quietMs)} of the observed time; ${durationOf(limits.quietDays * DAY_MS)} is needed.`;

const gaps = ({ gaps: found }: Observations) =>
  newest(found, 'gaps before', ({ fromMs, toMs }) => `Nothing was observed from ${time(fromMs)} to ${time(toMs)}.`);

const silent = ({ silent: found }: Observations) =>
  newest(
    found,
    'silent servers',
    ({ nodeName, lastAtMs }) =>
      `The server ${nodeName} has not reported since ${time(lastAtMs)} and has not stopped: it may know of uses that are not told here.`,
  );

const dead = ({ dead: found }: Observations) =>
  newest(
    found,
    'servers that ended so before',
    ({ nodeName, lastAtMs }) =>
      `The server ${nodeName} ended without a stop after its report of ${time(lastAtMs)}: the uses of its last 15 seconds may be missing.`,
  );

/** The newest of what is ordered oldest first, and how many more there are. */
function newest<T>(found: readonly T[], words: string, tell: (one: T) => string): string[] {
  const rest = found.length - MAX_TOLD;
  return [...found.slice(-MAX_TOLD).map(tell), ...(rest > 0 ? [`And ${rest} more ${words}.`] : [])];
}

import { DAY_MS } from './days.js';
import { lastShownMs, observe, type Observations, type Retiring } from './observations.js';
import { evidenceOf } from './retirement-evidence.js';
import { countOf, lastOf } from './sum-up.js';
import { durationOf } from '../values/duration.js';
import type { Tally } from './tally.js';

export type Verdict = 'SAFE' | 'STILL_USED' | 'UNKNOWN';

export interface SafeToRetire {
  verdict: Verdict;
  lastUsedAt: string | null;
  usesTodayAndYesterday: number;
  usesLast30Days: number;
  /** ISO 8601 UTC; null: its use has not been observed yet. */
  observedSince: string | null;
  /** ISO 8601 duration of days and hours, rounded down: the observed time since somebody last showed it. */
  quietFor: string;
  /** Sentences for people. */
  evidence: string[];
}

/**
 * Would anybody miss it? `SAFE` is said only of what was observed for long enough and shown by nobody for long enough, with no server
 * silent that may know of a use. Where somebody shows it and is refused for another reason than a brownout it is `UNKNOWN`: the reason
 * may go away, as a suspension does.
 */
export function safeToRetire(retiring: Retiring): SafeToRetire {
  const seen = observe(retiring);
  const { used, nowMs, observedSinceMs, quietMs } = seen;
  return {
    verdict: verdictOf(seen),
    lastUsedAt: lastOf(used),
    usesTodayAndYesterday: countOf(used, 2, nowMs),
    usesLast30Days: countOf(used, 30, nowMs),
    observedSince: observedSinceMs === null ? null : new Date(observedSinceMs).toISOString(),
    quietFor: durationOf(quietMs),
    evidence: evidenceOf(seen),
  };
}

function verdictOf({ used, hits, failed, silent, observedMs, quietMs, nowMs, limits }: Observations): Verdict {
  const quietSinceMs = nowMs - limits.quietDays * DAY_MS;
  const isShownBy = (tallies: readonly Tally[]) => lastShownMs(tallies) > quietSinceMs;
  if (isShownBy(used) || isShownBy(hits)) return 'STILL_USED';
  if (isShownBy(failed) || silent.length > 0) return 'UNKNOWN';
  const isKnown = observedMs >= limits.observedDays * DAY_MS && quietMs >= limits.quietDays * DAY_MS;
  return isKnown ? 'SAFE' : 'UNKNOWN';
}

import { evidenceOf } from './retirement-evidence.js';
import { gapsOf, observedAfter, observedSpans, type Span } from './observed-spans.js';
import type { Presence } from './presence.js';
import { USE_ROUNDED_TO_MS } from './round-down.js';
import { runsOf, type Run, type SilenceLimits } from './runs.js';
import { countOf, lastOf } from './sum-up.js';
import type { Tally, UsageKind } from './tally.js';

export const verdicts = ['SAFE', 'STILL_USED', 'UNKNOWN'] as const;
export type Verdict = (typeof verdicts)[number];

export interface RetirementLimits extends SilenceLimits {
  /** Days for which its use has to be observed, and for which it has to be quiet. */
  observedDays: number;
  quietDays: number;
}

export interface Retiring {
  /** Of this one credential. */
  tallies: readonly Tally[];
  /** Since when it could be used: ISO 8601 UTC with milliseconds. */
  usableSince: string;
  presences: readonly Presence[];
  /** Milliseconds since 1970. */
  nowMs: number;
  limits: RetirementLimits;
}

/** What the verdict and its evidence rest on. */
export interface Observations extends Pick<Retiring, 'nowMs' | 'limits'> {
  observedSinceMs: number | null;
  observedMs: number;
  /** Observed milliseconds since somebody last showed it. */
  quietMs: number;
  /** Oldest first. */
  gaps: readonly Span[];
  silent: readonly Run[];
  /** Taken for dead, of those that ran when it could be used. */
  dead: readonly Run[];
  used: readonly Tally[];
  hits: readonly Tally[];
  failed: readonly Tally[];
}

export interface SafeToRetire {
  verdict: Verdict;
  lastUsedAt: string | null;
  usesTodayAndYesterday: number;
  usesLast30Days: number;
  /** ISO 8601 UTC; null: its use has not been observed yet. */
  observedSince: string | null;
  quietMs: number;
  /** Sentences for people. */
  evidence: string[];
}

export const DAY_MS = 24 * 60 * 60 * 1000;

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
    quietMs,
    evidence: evidenceOf(seen),
  };
}

function verdictOf({ used, hits, failed, silent, observedMs, quietMs, nowMs, limits }: Observations): Verdict {
  const quietSinceMs = nowMs - limits.quietDays * DAY_MS;
  const isShownBy = (tallies: readonly Tally[]) => endOf(tallies) > quietSinceMs;
  if (isShownBy(used) || isShownBy(hits)) return 'STILL_USED';
  if (isShownBy(failed) || silent.length > 0) return 'UNKNOWN';
  const isKnown = observedMs >= limits.observedDays * DAY_MS && quietMs >= limits.quietDays * DAY_MS;
  return isKnown ? 'SAFE' : 'UNKNOWN';
}

function observe({ tallies, usableSince, presences, nowMs, limits }: Retiring): Observations {
  const of = (wanted: UsageKind) => tallies.filter(({ kind }) => kind === wanted);
  const spans = observedSpans(presences, { fromMs: Date.parse(usableSince), toMs: nowMs }, limits.silentMs);
  const runs = runsOf(presences, nowMs, limits);
  return {
    ...{ nowMs, limits, used: of('USED'), hits: of('BROWNOUT'), failed: of('FAILED') },
    observedSinceMs: spans[0]?.fromMs ?? null,
    observedMs: observedAfter(spans, Number.NEGATIVE_INFINITY),
    quietMs: observedAfter(spans, endOf(tallies)),
    gaps: gapsOf(spans, nowMs),
    silent: runs.filter(({ state }) => state === 'SILENT'),
    dead: runs.filter(({ state, lastAtMs }) => state === 'DEAD' && lastAtMs >= Date.parse(usableSince)),
  };
}

/** A last use is known to a quarter of an hour: the end of it. Long ago for none. */
function endOf(tallies: readonly Tally[]): number {
  const last = lastOf(tallies);
  return last === null ? Number.NEGATIVE_INFINITY : Date.parse(last) + USE_ROUNDED_TO_MS;
}

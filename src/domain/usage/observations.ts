import { gapsOf, observedAfter, observedSpans, type Span } from './observed-spans.js';
import type { Presence } from './presence.js';
import { USE_ROUNDED_TO_MS } from './round-down.js';
import { runsOf, type Run, type SilenceLimits } from './runs.js';
import { lastOf } from './sum-up.js';
import type { Tally, UsageKind } from './tally.js';

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
  /** Taken for dead, of those that may have run when it could be used. */
  dead: readonly Run[];
  used: readonly Tally[];
  hits: readonly Tally[];
  failed: readonly Tally[];
}

/** What is known of a credential that may be retired. */
export function observe({ tallies, usableSince, presences, nowMs, limits }: Retiring): Observations {
  const of = (wanted: UsageKind) => tallies.filter(({ kind }) => kind === wanted);
  const spans = observedSpans(presences, { fromMs: Date.parse(usableSince), toMs: nowMs }, limits.silentMs);
  const runs = runsOf(presences, nowMs, limits);
  return {
    ...{ nowMs, limits, used: of('USED'), hits: of('BROWNOUT'), failed: of('FAILED') },
    observedSinceMs: spans[0]?.fromMs ?? null,
    observedMs: observedAfter(spans, Number.NEGATIVE_INFINITY),
    quietMs: observedAfter(spans, lastShownMs(tallies)),
    gaps: gapsOf(spans, nowMs),
    silent: runs.filter(({ state }) => state === 'SILENT'),
    dead: runs.filter(({ state, lastAtMs }) => state === 'DEAD' && lastAtMs + limits.deadMs > Date.parse(usableSince)),
  };
}

/** When somebody last showed it, in milliseconds since 1970: the end of the quarter of an hour that is known. Long ago for none. */
export function lastShownMs(tallies: readonly Tally[]): number {
  const last = lastOf(tallies);
  return last === null ? Number.NEGATIVE_INFINITY : Date.parse(last) + USE_ROUNDED_TO_MS;
}

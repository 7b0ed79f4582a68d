import type { Presence } from './presence.js';

/** Milliseconds since 1970. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** When some server has recorded within a span, oldest first. What is at most `joinMs` apart belongs together: a restart is no gap. */
export function observedSpans(presences: readonly Presence[], { fromMs, toMs }: Span, joinMs: number): Span[] {
  const spans: Span[] = [];
  const clipped = presences
    .map(({ since, at }) => ({ fromMs: Math.max(Date.parse(since), fromMs), toMs: Math.min(Date.parse(at), toMs) }))
    .filter((span) => span.fromMs <= span.toMs)
    .sort((one, other) => one.fromMs - other.fromMs);
  for (const span of clipped) {
    const last = spans.at(-1);
    if (last && span.fromMs - last.toMs <= joinMs) last.toMs = Math.max(last.toMs, span.toMs);
    else spans.push(span);
  }
  const last = spans.at(-1);
  if (last && toMs - last.toMs <= joinMs) last.toMs = toMs;
  return spans;
}

/** Milliseconds of the spans that lie after a moment. */
export const observedAfter = (spans: readonly Span[], momentMs: number): number =>
  spans.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, toMs - Math.max(fromMs, momentMs)), 0);

/** The times between the spans and the end; what lies before the first is no gap. */
export function gapsOf(spans: readonly Span[], toMs: number): Span[] {
  return spans
    .map((span, n) => ({ fromMs: span.toMs, toMs: spans[n + 1]?.fromMs ?? toMs }))
    .filter((gap) => gap.fromMs < gap.toMs);
}

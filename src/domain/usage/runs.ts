import { DAY_MS } from './days.js';
import type { Presence } from './presence.js';

/** The last that is known of one run of a server. */
export interface Run {
  nodeName: string;
  /** Milliseconds since 1970. */
  lastAtMs: number;
  state: 'REPORTING' | 'STOPPED' | 'SILENT' | 'DEAD';
}

/** Milliseconds without a report after which a server that has not stopped is silent, and then taken for dead. */
export interface SilenceLimits {
  silentMs: number;
  deadMs: number;
}

/** Milliseconds: what is longer apart is told as a gap, and whoever is silent for longer is missed. */
export const SILENT_MS = 5 * 60_000;

/** A server that is cut off from its store for less than `maxStaleMs` goes on answering, and may know of uses: it is not dead yet. */
export const silenceLimits = (maxStaleMs: number): SilenceLimits => ({
  silentMs: SILENT_MS,
  deadMs: Math.max(DAY_MS, maxStaleMs),
});

/** What has become of each run, oldest report first. */
export function runsOf(presences: readonly Presence[], nowMs: number, limits: SilenceLimits): Run[] {
  const newest = new Map<string, Presence>();
  for (const presence of presences) {
    const other = newest.get(presence.nodeId);
    if (!other || presence.at > other.at || (presence.at === other.at && presence.end !== null))
      newest.set(presence.nodeId, presence);
  }
  return [...newest.values()]
    .map(({ nodeName, at, end }) => {
      const lastAtMs = Date.parse(at);
      return { nodeName, lastAtMs, state: stateOf(end, nowMs - lastAtMs, limits) };
    })
    .sort((one, other) => one.lastAtMs - other.lastAtMs);
}

function stateOf(end: Presence['end'], quietMs: number, { silentMs, deadMs }: SilenceLimits): Run['state'] {
  if (end === 'STOPPED') return 'STOPPED';
  if (end === 'CRASHED' || quietMs > deadMs) return 'DEAD';
  return quietMs > silentMs ? 'SILENT' : 'REPORTING';
}

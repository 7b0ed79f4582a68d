import { randomUUID } from 'node:crypto';
import type { Presence, RunEnd } from '../../domain/usage/presence.js';
import { SILENT_MS } from '../../domain/usage/runs.js';

/** With the time between two runs of the job, a server that nobody uses reports at least once a minute. */
const DUE_MS = 45_000;

export interface BeingHere {
  /** For people: the name of the host. */
  nodeName: string;
  now: () => Date;
}

/** What one run of a server says of itself with the uses that it writes: since when, and until when, it has lost none. */
export function ownPresence({ nodeName, now }: BeingHere) {
  const nodeId = randomUUID();
  let sinceMs = now().getTime();
  let [seenMs, toldMs, lostMs] = [sinceMs, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

  return {
    /** To be called often: a process that stood still has answered nobody meanwhile, and observed nothing. */
    beHere(): void {
      const nowMs = now().getTime();
      if (nowMs - seenMs > SILENT_MS || nowMs < sinceMs) sinceMs = nowMs;
      seenMs = nowMs;
    },
    /** A use could not be noted. No report follows for so long that this shows as a gap. */
    loseUse(): void {
      lostMs = now().getTime();
    },
    isDue: () => now().getTime() - toldMs >= DUE_MS,
    /** To be taken when all that was noted is on its way; undefined while a use was lost lately. */
    report(end: RunEnd | null): Presence | undefined {
      const nowMs = now().getTime();
      if (nowMs - lostMs <= SILENT_MS) return undefined;
      if (lostMs >= sinceMs) sinceMs = nowMs;
      toldMs = nowMs;
      return { nodeId, nodeName, since: new Date(sinceMs).toISOString(), at: new Date(nowMs).toISOString(), end };
    },
  };
}

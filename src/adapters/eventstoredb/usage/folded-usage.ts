import type { FoundUsage, UsedSince } from '../../../app/usage/usage-store.js';
import { mergeTally } from '../../../domain/usage/merge-tallies.js';
import { mergePresence, type Presences } from '../../../domain/usage/presence.js';
import { pruneDays } from '../../../domain/usage/prune-days.js';
import { tallyKey, usageKinds, type Tallies } from '../../../domain/usage/tally.js';
import type { UsageBatch } from '../../../app/usage/usage-store.js';

/** The use of credentials as the summaries of all servers say it, in memory: as much as there are credentials in use. */
export function foldedUsage() {
  const tallies: Tallies = new Map();
  const presences: Presences = new Map();
  let observedSince: string | null = null;

  return {
    fold(summary: Omit<UsageBatch, 'id'>): void {
      if (observedSince === null || summary.observedSince < observedSince) observedSince = summary.observedSince;
      for (const tally of summary.tallies) mergeTally(tallies, tally);
      if (summary.presence) mergePresence(presences, summary.presence);
    },
    observedSince: () => observedSince,
    presence: () => [...presences.values()],
    find: (subjectIds: readonly string[]): FoundUsage['tallies'] =>
      subjectIds.flatMap((subjectId) => usageKinds.flatMap((kind) => tallies.get(tallyKey({ subjectId, kind })) ?? [])),
    usedSince(at: string): UsedSince['clientIds'] {
      const clientIds = new Set<string>();
      for (const { kind, lastAt, clientId } of tallies.values())
        if (kind !== 'FAILED' && lastAt >= at) clientIds.add(clientId);
      return [...clientIds];
    },
    purge(firstDay: string): void {
      for (const [key, tally] of tallies) tallies.set(key, pruneDays(tally, firstDay));
      for (const [key, { at }] of presences) if (at < firstDay) presences.delete(key);
    },
  };
}

import type { FoundUsage, UsageBatch, UsedSince } from '../../../app/usage/usage-store.js';
import type { HistoryRead } from '../../../app/readers/readers-store.js';
import type { Presence } from '../../../domain/usage/presence.js';

/** What the store of use and its thread say to each other. */
export type UsageRequest =
  | { kind: 'write'; batch: UsageBatch }
  | { kind: 'find'; subjectIds: readonly string[] }
  | { kind: 'usedSince'; at: string }
  | { kind: 'presence' }
  | { kind: 'purge'; firstDay: string }
  | { kind: 'writeReads'; reads: readonly HistoryRead[] }
  | { kind: 'readsOf'; account: string };

export type UsageAnswer =
  | { kind: 'done' }
  | ({ kind: 'found' } & FoundUsage)
  | ({ kind: 'used' } & UsedSince)
  | { kind: 'presence'; presences: readonly Presence[] }
  | { kind: 'reads'; reads: HistoryRead[] };

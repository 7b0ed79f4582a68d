import type { Presence } from '../../domain/usage/presence.js';
import type { Tally } from '../../domain/usage/tally.js';

/** What has come together since the batch before. */
export interface UsageBatch {
  /** Random, UUID: written twice, it counts once. */
  id: string;
  tallies: readonly Tally[];
  /** Since when whoever writes this has recorded uses: ISO 8601 UTC with milliseconds. */
  observedSince: string;
  /** Of whoever writes this, up to the last use that is in it; only with the last of several batches. */
  presence?: Presence | undefined;
}

export interface FoundUsage {
  /** Since when uses are recorded and still known; null: no batch has been written yet. */
  observedSince: string | null;
  /** Of each subject that was asked for and used. */
  tallies: readonly Tally[];
}

export interface UsedSince {
  observedSince: string | null;
  /** Clients that were used, or refused because of a brownout, or of which a redirect URI matched, at or after a moment. */
  clientIds: readonly string[];
}

/**
 * Where the use of credentials is kept: beside the log and never in it. Rejects with `StoreUnavailable` when it cannot be
 * done now, and ends nothing: whoever writes keeps the batch and tries again.
 */
export interface UsageStore {
  /** On the disk when it resolves. After a rejection the same batch may be written again. */
  write(batch: UsageBatch): Promise<void>;
  /** Takes in what other servers have written since; asked as often as batches are written, also without one. */
  refresh(): Promise<void>;
  find(subjectIds: readonly string[]): Promise<FoundUsage>;
  /** `at` as in `Tally.lastAt`. */
  usedSince(at: string): Promise<UsedSince>;
  /** When which servers have recorded, as they have told: of at least 90 days. */
  presence(): Promise<readonly Presence[]>;
  /** Forgets the counts of days before this one, and who was there only before. */
  purge(firstDay: string): Promise<void>;
  close(): Promise<void>;
}

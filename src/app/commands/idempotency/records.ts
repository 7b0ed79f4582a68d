/** The record of a command that may be retried, until it expires. Unreadable without its `Keys`. */
export interface IdempotencyRecord {
  /** See `Keys.recordId`. */
  id: string;
  /** MAC of the seed and the arguments: tells whether a retry asks for the same. */
  argumentsMac: string;
  /** Random, UUID: from it and the keys follow the ids of the command and of what it makes. */
  seed: string;
  /** What was minted before the append, sealed; null when nothing was. */
  minted: string | null;
  /** How it ended, sealed; null as long as the events alone say so, or nobody knows. */
  ending: string | null;
  /** ISO 8601 UTC with milliseconds. From then on it is not found, and soon after it is gone. */
  expiresAt: string;
}

/**
 * Where the records are kept: for every server over one log, and never in it, for records expire. Rejects with `StoreUnavailable` when it cannot be done now.
 */
export interface IdempotencyRecords {
  /** Milliseconds from keeping a record within which another server may be about to append; 0 where there is no other. */
  inFlightMs: number;
  /** The record of one of these ids that has not expired. `now` as in `expiresAt`. */
  find(ids: readonly string[], now: string): Promise<IdempotencyRecord | undefined>;
  /**
   * Durable when the promise resolves, to the stored record: the first record of this id that has not expired, with the
   * first ending that was given for it.
   */
  save(record: IdempotencyRecord, now: string): Promise<IdempotencyRecord>;
  /** Deletes expired records, where the store does not do so by itself. `now` as in `expiresAt`. */
  purge(now: string): Promise<void>;
  close(): Promise<void>;
}

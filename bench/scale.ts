/** How much work a run does. */
export interface Scale {
  /** Times that each side of a comparison is measured. */
  rounds: number;
  /** Seconds of one measurement. */
  seconds: number;
  /** Events in the log that is rebuilt from. */
  events: number;
  /** Keys in the store that is compared with a small one. */
  keys: number;
  /** Secrets that are revoked in a round. */
  revocations: number;
}

export const full: Scale = { rounds: 5, seconds: 2, events: 1_000_000, keys: 100_000, revocations: 200 };
/** Proves that everything still runs; its figures say nothing. */
export const quick: Scale = { rounds: 1, seconds: 0.2, events: 2_000, keys: 500, revocations: 5 };

/** For how long this server has heard nothing of its log: what it answers from its views may be that old. */
export interface Staleness {
  /** Milliseconds; 0 while the log is followed. */
  ms(): number;
}

/** Counts from when a cut is noticed until everything that was missed is in the views. */
export function staleness(now = () => performance.now()) {
  let since: number | undefined;
  return {
    begins: () => void (since ??= now()),
    ends: () => void (since = undefined),
    ms: () => (since === undefined ? 0 : now() - since),
  };
}

/** A log on this machine's own disk is never out of reach. */
export const neverStale: Staleness = { ms: () => 0 };

/** How long this server has been cut off from its log: its answers from the views may be that old. */
export interface Staleness {
  /** Milliseconds; 0 while the log is followed. */
  ms(): number;
}

/** Counts from the last sign of life before a cut, by `performance.now()`, until the views have every missed event. */
export function staleness(now = () => performance.now()) {
  let since: number | undefined;
  return {
    begins: (aliveAt: number) => void (since ??= aliveAt),
    ends: () => void (since = undefined),
    ms: () => (since === undefined ? 0 : now() - since),
  };
}

/** For a log on the disk of this machine, which cannot be cut off. */
export const neverStale: Staleness = { ms: () => 0 };

/** This server has heard nothing of its log for longer than its answers about clients may be old. A later retry may help. */
export class TooStale extends Error {
  override name = 'TooStale';
}

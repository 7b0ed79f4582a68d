/**
 * Delay in ms before the next retry: exponential from `firstMs`, at most `mostMs`, with jitter so that clients do not retry
 * in step. No failure counts as one.
 */
export const backoff =
  (firstMs: number, mostMs: number) =>
  (failures: number): number =>
    Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1)) * (0.5 + Math.random() / 2);

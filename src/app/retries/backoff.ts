/**
 * Milliseconds before another try, after so many in vain: the first pause, doubled each time up to the longest, and spread
 * by chance, because many have lost the same thing. After none, as after one.
 */
export const backoff =
  (firstMs: number, mostMs: number) =>
  (failures: number): number =>
    Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1)) * (0.5 + Math.random() / 2);

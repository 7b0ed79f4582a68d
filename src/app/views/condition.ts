/** A condition variable: callers wait until a predicate becomes true. */
export function condition() {
  const waiting = new Set<() => void>();
  return {
    /** Has every caller check again. */
    wake: () => [...waiting].forEach((recheck) => recheck()),
    /** Calls back at every wake, until the returned function is called. */
    onWake(listener: () => void): () => void {
      waiting.add(listener);
      return () => void waiting.delete(listener);
    },
    /** Whether it became true within `boundMs`; answers at once when it is, or when it no longer can. */
    until(arrived: () => boolean, hopeless: () => boolean, boundMs: number): Promise<boolean> {
      if (arrived()) return Promise.resolve(true);
      if (hopeless()) return Promise.resolve(arrived());
      return new Promise((resolve) => {
        const recheck = () => {
          if (arrived() || hopeless()) settle();
        };
        const settle = () => {
          clearTimeout(timer);
          waiting.delete(recheck);
          resolve(arrived());
        };
        const timer = Number.isFinite(boundMs) ? setTimeout(settle, boundMs) : undefined;
        waiting.add(recheck);
      });
    },
  };
}

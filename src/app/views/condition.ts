/** Where callers wait for the views to come far enough. */
export function waitingRoom() {
  const waiting = new Set<() => void>();
  return {
    /** Has everybody look again. */
    wake: () => [...waiting].forEach((look) => look()),
    /** Calls back at every wake, until the returned function is called. */
    onWake(listener: () => void): () => void {
      waiting.add(listener);
      return () => void waiting.delete(listener);
    },
    /** Whether it came true within so many milliseconds; at once when it has, or when there is no more hope. */
    until(arrived: () => boolean, hopeless: () => boolean, boundMs: number): Promise<boolean> {
      if (arrived() || hopeless()) return Promise.resolve(arrived());
      return new Promise((resolve) => {
        const look = () => {
          if (arrived() || hopeless()) settle();
        };
        const settle = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(arrived());
        };
        const timer = Number.isFinite(boundMs) ? setTimeout(settle, boundMs) : undefined;
        waiting.add(look);
      });
    },
  };
}

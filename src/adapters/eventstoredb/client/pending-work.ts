/** Tracks pending promises, so that `close` can wait for them. */
export function pendingWork() {
  const all = new Set<Promise<unknown>>();
  return {
    async track<Result>(work: Promise<Result>): Promise<Result> {
      all.add(work);
      try {
        return await work;
      } finally {
        all.delete(work);
      }
    },
    over: async (): Promise<void> => void (await Promise.allSettled(all)),
  };
}

/** Knows of everything that has begun and is not over, so that a close can wait for it. */
export function underWay() {
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

/** Names that are remembered at most. Of more, those that were not heard of for the longest time begin anew. */
export const MAX_NAMES = 10_000;
const MINUTE_MS = 60_000;

export interface Limits {
  /** In all. */
  perMinute: number;
  perMinuteOfOne: number;
}

/** What is left at a time of a clock that never goes back. `left` is in parts of which each request takes `MINUTE_MS`, so that whole milliseconds make whole numbers. */
interface Bucket {
  left: number;
  at: number;
}

/** Bounds how often something is done, for each name and in all: as often as the limit at once, and then as fast as the minute refills it. */
export function limiter({ perMinute, perMinuteOfOne }: Limits, clock: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>();
  let all: Bucket | undefined;

  function refilled(bucket: Bucket | undefined, limit: number, at: number): Bucket {
    const full = limit * MINUTE_MS;
    return { left: bucket ? Math.min(full, bucket.left + (at - bucket.at) * limit) : full, at };
  }
  const secondsToWait = ({ left }: Bucket, limit: number) =>
    left >= MINUTE_MS ? 0 : Math.ceil((MINUTE_MS - left) / limit / 1000);

  return {
    /** 0 when it may be done, and is counted; otherwise the seconds after which to ask again. */
    take(name: string): number {
      const at = clock();
      const own = refilled(buckets.get(name), perMinuteOfOne, at);
      all = refilled(all, perMinute, at);
      const wait = Math.max(secondsToWait(own, perMinuteOfOne), secondsToWait(all, perMinute));
      if (wait === 0) {
        own.left -= MINUTE_MS;
        all.left -= MINUTE_MS;
      }
      buckets.delete(name); // the order of the map is that of the last time
      buckets.set(name, own);
      if (buckets.size > MAX_NAMES) buckets.delete(buckets.keys().next().value ?? name);
      return wait;
    },
  };
}

export type Limiter = ReturnType<typeof limiter>;

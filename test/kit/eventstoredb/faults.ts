/** What can go wrong with an append: before it is written, after it, instead of it. */
export type AppendFault =
  | 'lose-reply' // written, and never answered
  | 'time-out' // written, and answered with "deadline exceeded"
  | 'time-out-unwritten' // the same answer, and nothing written: the caller cannot tell
  | 'repeat' // written, and a moment later handled once more, as if the network had doubled it
  | 'stall' // neither written nor answered
  | 'cut-before' // every connection is reset, nothing written
  | 'cut-after' // written, and every connection reset
  | 'wrong-expected-version' // answered, whatever was expected, and nothing written
  | Denial;
/** What can go wrong with reading; `cut` comes after the first event. */
export type ReadFault = 'stall' | 'cut' | Denial;
/** And of a stream: the newest append is not there yet for readers, though the server refuses another in its place. */
export type StreamFault = ReadFault | 'behind';
export type Denial = 'not-ready' | 'access-denied' | 'unauthenticated';
/** What can go wrong with one event on its way to a subscriber. */
export type DeliveryFault = 'twice' | 'cut' | 'consumer-too-slow';

interface FaultsOf {
  append: AppendFault;
  'read-stream': StreamFault;
  'read-all': ReadFault;
  subscribe: ReadFault;
  delivery: DeliveryFault;
}
export type Faults = ReturnType<typeof planFaults>;

/** Mulberry32: the same seed, the same misfortunes. */
function chances(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Faults by order and by chance. `seen` counts those that came, so that a test can say that there were any. */
export function planFaults() {
  const ordered: { at: keyof FaultsOf; fault: string; times: number }[] = [];
  let rates: { at: keyof FaultsOf; fault: string; rate: number }[] = [];
  let chance = chances(1);
  let delay = 0;
  const seen = new Map<string, number>();

  return {
    /** The next so many of its kind go wrong in this way; `Infinity`, until `clear`. */
    next<Kind extends keyof FaultsOf>(at: Kind, fault: FaultsOf[Kind], times = 1): void {
      ordered.push({ at, fault, times });
    },
    /** Each goes wrong with this probability, one fault independent of the other. */
    rates<Kind extends keyof FaultsOf>(at: Kind, wanted: Partial<Record<FaultsOf[Kind], number>>, seed: number): void {
      chance = chances(seed);
      rates = rates.filter((each) => each.at !== at);
      for (const [fault, rate] of Object.entries<number>(wanted as Record<string, number>))
        rates.push({ at, fault, rate });
    },
    /** Milliseconds that every request waits before it is looked at. */
    slow(milliseconds: number): void {
      delay = milliseconds;
    },
    clear(): void {
      ordered.length = 0;
      rates = [];
      delay = 0;
    },
    seen: (fault: AppendFault | StreamFault | DeliveryFault): number => seen.get(fault) ?? 0,

    delay: () => delay,
    draw<Kind extends keyof FaultsOf>(at: Kind): ReadonlySet<FaultsOf[Kind]> {
      const drawn = new Set<FaultsOf[Kind]>();
      for (const each of rates) if (each.at === at && chance() < each.rate) drawn.add(each.fault as FaultsOf[Kind]);
      const due = ordered.find((each) => each.at === at && each.times > 0);
      if (due) {
        due.times--;
        drawn.add(due.fault as FaultsOf[Kind]);
      }
      for (const fault of drawn) seen.set(fault, (seen.get(fault) ?? 0) + 1);
      return drawn;
    },
  };
}

/** How the run of a server ended: by an orderly stop, after which nothing was left to tell, or otherwise. */
export type RunEnd = 'STOPPED' | 'CRASHED';

/** A time in which one run of a server has recorded uses without a gap, as far as it has told. Times: ISO 8601 UTC with milliseconds. */
export interface Presence {
  /** Of this run: random, UUID. */
  nodeId: string;
  /** The name of its host, for people. */
  nodeName: string;
  since: string;
  /** All uses up to then have been written. */
  at: string;
  /** Null: it runs, or nobody knows better. */
  end: RunEnd | null;
}

/** Presences by `presenceKey`: a run has a second one only after a gap. */
export type Presences = Map<string, Presence>;

/** Adds what a server has told to what is known. In any order, and however often, the result is the same. */
export function mergePresence(presences: Presences, told: Presence): void {
  const key = `${told.nodeId} ${told.since}`;
  const before = presences.get(key);
  const at = before && before.at > told.at ? before.at : told.at;
  presences.set(key, { ...told, at, end: before?.end ?? told.end });
}

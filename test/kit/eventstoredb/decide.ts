import type { Recorded } from './recorded.js';

export type Expected = number | 'no_stream' | 'any' | 'stream_exists';

interface Attempt {
  stream: string;
  events: readonly Recorded[];
  expected: Expected;
  ids: readonly string[];
  /** Events by id since the server started: all that an append without a revision is compared with. */
  recent: ReadonlyMap<string, Recorded>;
  deleted: boolean;
}
type Decision = { conflict: number } | { already: Recorded } | { write: true };

const written = { write: true } as const;

/** The real one's `IndexWriter.CheckCommit`: an explicit revision compares ids at those places, whatever their age. */
export function decide({ stream, events, expected, ids, recent, deleted }: Attempt): Decision {
  const conflict = { conflict: events.length - 1 };
  if (expected === 'any' || expected === 'stream_exists') {
    if (expected === 'stream_exists' && events.length === 0) return conflict;
    const known = ids.map((id) => recent.get(id)).map((event) => (event?.stream === stream ? event : undefined));
    const last = known.at(-1);
    if (!known[0]) return written;
    return last && known.every(Boolean) ? { already: last } : conflict;
  }
  const before = expected === 'no_stream' ? -1 : expected;
  if (before >= events.length) return conflict;
  if (before === events.length - 1) return written;
  const last = events[before + ids.length];
  const differing = ids.findIndex((id, n) => events[before + 1 + n]?.id !== id);
  if (ids.length > 0 && differing === -1 && last) return { already: last };
  return differing === 0 && before === -1 && deleted ? written : conflict;
}

import { decide, type Expected } from './decide.js';
import { deletedUnder, keptUnder } from './kept.js';
import type { Outcome, Proposed, Recorded } from './recorded.js';

export type Log = ReturnType<typeof openLog>;

const DELETED = '{"$tb":9223372036854775807}';
const metadataEvent = (json: string): Proposed => ({
  id: crypto.randomUUID(),
  type: '$metadata',
  contentType: 'application/json',
  data: Buffer.from(json),
  metadata: new Uint8Array(),
});

const bytesOf = (stream: string, { data, metadata }: Proposed) =>
  120 + 2 * stream.length + data.length + metadata.length;

/** All events in their order, and by stream. It outlives the server's death. */
export function openLog(now: () => number) {
  const all: Recorded[] = [];
  const streams = new Map<string, Recorded[]>();
  const recent = new Map<string, Recorded>();
  const newest = new Map<string, number>(); // where the last append to a stream begins
  const followers = new Set<(event: Recorded) => void>();
  const places = new Set<number>();
  let end = 1509; // what a server writes first of all comes before

  const eventsOf = (stream: string): readonly Recorded[] => streams.get(stream) ?? [];

  function takePlace(bytes: number): number {
    const place = end;
    places.add(place);
    end += bytes;
    return place;
  }

  function write(stream: string, proposed: readonly Proposed[]): Outcome {
    const events = streams.get(stream) ?? [];
    if (proposed.length === 0) return { revision: Math.max(events.length - 1, 0), position: takePlace(100) };
    streams.set(stream, events);
    newest.set(stream, events.length);
    const written = proposed.map((each) => {
      const event = {
        ...each,
        stream,
        revision: events.length,
        position: takePlace(bytesOf(stream, each)),
        created: now(),
      };
      events.push(event);
      all.push(event);
      recent.set(event.id, event);
      return event;
    });
    for (const event of written) for (const follow of followers) follow(event);
    const last = written.at(-1);
    return { revision: last?.revision ?? 0, position: last?.position ?? 0 };
  }

  /** What the stream still gives to its readers; undefined when it is deleted or never was. */
  function readable(stream: string, behind = false) {
    const events = eventsOf(stream);
    const seen = behind ? events.slice(0, newest.get(stream)) : events;
    return keptUnder(eventsOf(`$$${stream}`).at(-1), seen, now());
  }

  function append(stream: string, expected: Expected, proposed: readonly Proposed[]): Outcome {
    const deleted = deletedUnder(eventsOf(`$$${stream}`).at(-1));
    const ids = proposed.map(({ id }) => id);
    const decided = decide({ stream, events: eventsOf(stream), expected, ids, recent, deleted });
    if ('conflict' in decided) return decided;
    if ('already' in decided) return { revision: decided.already.revision, position: decided.already.position };
    const first = eventsOf(stream).length;
    const outcome = write(stream, proposed);
    if (deleted) write(`$$${stream}`, [metadataEvent(`{"$tb":${first}}`)]);
    return outcome;
  }

  function deleteStream(stream: string, expected: Expected): Outcome {
    const current = eventsOf(stream).length - 1;
    const wrong = expected === 'no_stream' || current === -1 || (typeof expected === 'number' && expected !== current);
    return wrong ? { conflict: current } : write(`$$${stream}`, [metadataEvent(DELETED)]);
  }

  /** What a copy of the server's files holds. */
  function copy() {
    const kept = { all: [...all], places: [...places], newest: [...newest], end };
    return { ...kept, streams: [...streams].map(([name, events]) => [name, [...events]] as const) };
  }

  /** The files of the copy in the place of those that are there; for a server that does not run meanwhile. */
  function putBack(kept: ReturnType<typeof copy>): void {
    all.splice(0, Infinity, ...kept.all);
    for (const each of [streams, newest, places, recent]) each.clear();
    for (const [name, events] of kept.streams) streams.set(name, [...events]);
    for (const [name, revision] of kept.newest) newest.set(name, revision);
    for (const place of kept.places) places.add(place);
    end = kept.end;
  }

  write('$$$scavenges', [metadataEvent('{"$maxAge":2592000}')]); // a server's log has events of its own, and the first place is theirs
  return {
    all: all as readonly Recorded[],
    append,
    deleteStream,
    eventsOf,
    readable,
    followers,
    /** Whether it can be read from: a record begins there; beyond the end is refused backwards only. */
    isPlace: (position: number, direction: 'forwards' | 'backwards' = 'forwards') =>
      position === 0 || position === end || places.has(position) || (position > end && direction === 'forwards'),
    /** What only lived in memory. */
    forget: () => recent.clear(),
    copy,
    putBack,
  };
}

import type { Entry } from '../entry.js';
import { require } from './bundle-wrong.js';
import type { Manifest } from './manifest.js';

/** The events of each stream, in order. */
export type Streams = ReadonlyMap<string, readonly Entry[]>;

export function streamsOf(events: readonly Entry[]): Streams {
  const streams = new Map<string, Entry[]>();
  for (const event of events) {
    const stream = streams.get(event.stream);
    if (stream) stream.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}

export const recordedAtOf = ({ metadata }: Pick<Entry, 'metadata'>) => (metadata as { recordedAt: string }).recordedAt;

/** Each stream has its last revision, and its events are in the range as far as that can be judged inside. Throws `BundleWrong`. */
export function requireComplete({ streams: ranges, from, to }: Manifest, streams: Streams): void {
  for (const [name, { lastRevision }] of Object.entries(ranges)) {
    if (lastRevision === null) continue;
    const where = `events.jsonl, stream ${name}`;
    const events = streams.get(name) ?? [];
    const [first, last] = [events[0], events.at(-1)];
    require(first !== undefined, where, `there is no event of it, where ${lastRevision} is its last revision`);
    require(last?.revision === lastRevision, where, `it does not end at revision ${lastRevision}`);
    require(from === null || recordedAtOf(first) >= from, where, `it begins before the range, with event ${first.id}`);
    for (const event of events)
      require(to === null || recordedAtOf(event) < to, where, `event ${event.id} is after the range`);
  }
}

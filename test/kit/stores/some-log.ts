import fc from 'fast-check';
import { NO_STREAM, type EventStore, type EventToAppend, type StoredEvent } from '../../../src/app/log/event-store.js';
import type { LogReader } from '../../../src/app/log/log-reader.js';
import { anyHistory } from '../facts/any-history.js';

export interface Append {
  stream: string;
  /** Of its first event. */
  revision: number;
  events: EventToAppend[];
}

/** What a few keys lived through, in turns, as the appends that it was written by; the same for the same seed. */
export function someAppends(seed = 7): Append[] {
  const appends = new Map<string, Append>();
  for (const { keyId, revision, id, type, data, metadata } of fc.sample(anyHistory, { seed, numRuns: 24 }).flat()) {
    const stream = `integratorKey-${keyId}`;
    const append = appends.get(metadata.commandId) ?? { stream, revision, events: [] };
    append.events.push({ id, type, data, metadata });
    appends.set(metadata.commandId, append);
  }
  return [...renamed(appends.values())];
}

/** Every history has a key-0 of its own. */
function* renamed(appends: Iterable<Append>): Generator<Append, void> {
  const births = new Map<string, number>();
  for (const append of appends) {
    if (append.revision === 0) births.set(append.stream, (births.get(append.stream) ?? 0) + 1);
    yield { ...append, stream: `${append.stream}-${births.get(append.stream)}` };
  }
}

export async function write(store: EventStore, appends: readonly Append[]): Promise<void> {
  for (const { stream, revision, events } of appends)
    await store.append(stream, revision === 0 ? NO_STREAM : revision - 1, events);
}

/** The whole log but for positions, as text. */
export async function textsOf(log: LogReader): Promise<string[]> {
  const texts: string[] = [];
  for await (const events of log.readAll()) texts.push(...events.map(textOf));
  return texts;
}

const textOf = ({ stream, revision, id, type, data, metadata }: StoredEvent) =>
  JSON.stringify({ stream, revision, id, type, data, metadata });

export const textsIn = (appends: readonly Append[]): string[] =>
  appends.flatMap(({ stream, revision, events }) =>
    events.map(({ id, type, data, metadata }, index) =>
      JSON.stringify({ stream, revision: revision + index, id, type, data, metadata }),
    ),
  );

import type { StoredEvent } from './event-store.js';

const commandOf = ({ metadata }: StoredEvent) => (metadata as { commandId?: unknown }).commandId;

const isOneMore = (before: StoredEvent, event: StoredEvent) =>
  event.stream === before.stream &&
  event.revision === before.revision + 1 &&
  commandOf(event) !== undefined &&
  commandOf(event) === commandOf(before);

/** Groups the events of a log into its appends, in log order: the events of one command to one stream lie side by side. */
export async function* appendsOf(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<StoredEvent[], void> {
  let append: StoredEvent[] = [];
  for await (const events of pages)
    for (const event of events) {
      const before = append.at(-1);
      if (before && !isOneMore(before, event)) {
        yield append;
        append = [];
      }
      append.push(event);
    }
  if (append.length > 0) yield append;
}

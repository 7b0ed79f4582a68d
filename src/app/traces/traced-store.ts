import type { EventStore } from '../log/event-store.js';
import { inStep } from './in-step.js';
import type { Tracer } from './tracer.js';

/** The store, with a span for each append and each read of a stream. Following the log has none: it does not end. */
export function tracedStore(store: EventStore, tracer: Tracer): EventStore {
  return {
    readStream: (stream) =>
      inStep(tracer, 'store read', async (span) => {
        const events = await store.readStream(stream);
        span.tell({ events: events.length });
        return events;
      }),
    lastOf: (stream) => store.lastOf(stream),
    append: (stream, expected, events) =>
      inStep(tracer, 'store append', (span) => {
        span.tell({ events: events.length });
        return store.append(stream, expected, events);
      }),
    ...(store.appendInOrder && { appendInOrder: store.appendInOrder.bind(store) }),
    readAll: (after) => store.readAll(after),
    subscribeToAll: (after, signal, lastSeen) => store.subscribeToAll(after, signal, lastSeen),
    head: () => store.head(),
    close: () => store.close(),
  };
}

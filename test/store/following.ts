import type { Delivery, EventStore, SeenEvent, StoredEvent } from '../../src/app/log/event-store.js';

/** A subscription that takes as it is told to, for tests. */
export function following(store: EventStore, after: string | undefined, lastSeen?: SeenEvent) {
  const controller = new AbortController();
  const deliveries = store.subscribeToAll(after, controller.signal, lastSeen)[Symbol.asyncIterator]();
  const seen: StoredEvent[] = [];
  const next = async (): Promise<Delivery | undefined> => {
    const { value, done } = await deliveries.next();
    if (done) return undefined;
    seen.push(...(value as Delivery).events);
    return value as Delivery;
  };
  return {
    seen,
    next,
    /** Takes until the condition holds; throws when the subscription ends before. */
    async until(condition: (delivery: Delivery) => boolean) {
      for (;;) {
        const delivery = await next();
        if (!delivery) throw new Error('The subscription has ended.');
        if (condition(delivery)) return;
      }
    },
    abort: () => controller.abort(),
  };
}

import { randomUUID } from 'node:crypto';
import { accountStreamOf } from '../../src/app/log/streams.js';
import type { EventStore, EventToAppend, StoredEvent } from '../../src/app/log/event-store.js';

/** A stream that no other test has. */
export const aStream = () => `integratorKey-${randomUUID()}`;

/** A stream of the other category. */
export const anAccountsStream = () => accountStreamOf(randomUUID());

export const anEvent = (data: object = { name: 'Invoices' }): EventToAppend => ({
  id: randomUUID(),
  type: 'KeyRenamed',
  data,
  metadata: { commandId: randomUUID() },
});

export const someEvents = (count: number) => Array.from({ length: count }, (_, n) => anEvent({ n }));

export const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);

export async function allAfter(store: EventStore, position: string | undefined): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const events of store.readAll(position)) all.push(...events);
  return all;
}

/** Those of these streams: a log may be shared with others. */
export const ofStreams = (streams: readonly string[], events: readonly StoredEvent[]) =>
  events.filter(({ stream }) => streams.includes(stream));

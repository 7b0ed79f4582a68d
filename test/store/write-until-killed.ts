/** A process in which 32 writers append to streams of their own, and say what was acknowledged, until it is killed. */
import { randomUUID } from 'node:crypto';
import { NO_STREAM } from '../../src/app/log/event-store.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { anEvent, aStream } from './some-events.js';

const store = await openSqliteEventStore({ dataDirectory: process.argv[2] ?? '', onFatal: () => process.exit(70) });

async function write(): Promise<never> {
  const stream = aStream();
  for (let revision = 0; ; revision += 2) {
    const ids = [randomUUID(), randomUUID()];
    const events = ids.map((id) => ({ ...anEvent(), id }));
    const { position } = await store.append(stream, revision === 0 ? NO_STREAM : revision - 1, events);
    process.stdout.write(`${[stream, revision, position, ...ids].join(' ')}\n`); // a pipe: written when this returns
  }
}
await Promise.all(Array.from({ length: 32 }, write));

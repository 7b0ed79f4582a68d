import { randomBytes, randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM as NONE } from '@eventstore/db-client';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { NO_STREAM } from '../../src/app/log/event-store.js';
import { asked, tell } from '../probe/told.js';

interface Asked {
  url: string;
  side: 'adapter' | 'raw';
  inFlight: number;
  seconds: number;
}
const { url, side, inFlight, seconds } = asked<Asked>();

/** As long as the events of a key are, on the whole. */
const data = { name: 'Contract Portal', description: 'x'.repeat(120), account: 'acme', owner: 'ada@acme.example' };
const metadata = {
  commandId: randomUUID(),
  recordedAt: new Date().toISOString(),
  actorId: 'ada@acme.example',
  reason: null,
};
const prefix = `b${randomBytes(6).toString('hex')}`;
const anEvent = () => ({ id: randomUUID(), type: 'KeyCreated', data, metadata });

/** One append of one event to a stream of its own. */
async function opened(): Promise<{ append: () => Promise<unknown>; close: () => Promise<unknown> }> {
  if (side === 'adapter') {
    const store = await openEventStoreDb({ connectionString: url, prefix });
    return {
      append: () => store.append(`integratorKey-${randomUUID()}`, NO_STREAM, [anEvent()]),
      close: () => store.close(),
    };
  }
  const client = EventStoreDBClient.connectionString(url);
  const options = { expectedRevision: NONE, requiresLeader: true } as const;
  return {
    append: () => client.appendToStream(`${prefix}integratorKey-${randomUUID()}`, jsonEvent(anEvent()), options),
    close: () => client.dispose(),
  };
}

const { append, close } = await opened();

/** Each of so many callers appends, and appends again when it has been answered. */
async function rate(duration: number) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  let done = 0;
  const caller = async () => {
    for (; performance.now() - start < duration * 1000; done++) await append();
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (done * 1000) / (performance.now() - start), cpuPerAppend: (user + system) / done };
}
await rate(seconds / 2); // warm
tell(await rate(seconds));
await close();

import { randomBytes, randomUUID } from 'node:crypto';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { appendLot } from '../../src/app/log/append-lot.js';
import type { StoredEvent } from '../../src/app/log/event-store.js';
import { asked, tell } from '../probe/told.js';

interface Asked {
  url: string;
  together: number;
  seconds: number;
}
const { url, together, seconds } = asked<Asked>();

const data = { name: 'Contract Portal', description: 'x'.repeat(120), account: 'acme', owner: 'ada@acme.example' };
const metadata = () => ({
  commandId: randomUUID(),
  recordedAt: new Date().toISOString(),
  actorId: 'ada',
  reason: null,
});
/** As `copy` has them from its source: one append, of one event, to a stream of its own. */
const anAppend = (): StoredEvent[] => [
  {
    ...{ stream: `integratorKey-${randomUUID()}`, revision: 0, position: '' },
    ...{ id: randomUUID(), type: 'KeyCreated', data, metadata: metadata() },
  },
];

const store = await openEventStoreDb({ connectionString: url, prefix: `b${randomBytes(6).toString('hex')}` });
let end = await store.head();

/** What `copy` does between its comparisons. */
async function rate(duration: number) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  let done = 0;
  for (; performance.now() - start < duration * 1000; done += together)
    end = await appendLot(store, Array.from({ length: together }, anAppend), end);
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (done * 1000) / (performance.now() - start), cpuPerEvent: (user + system) / done };
}
await rate(seconds / 2); // warm
tell(await rate(seconds));
await store.close();

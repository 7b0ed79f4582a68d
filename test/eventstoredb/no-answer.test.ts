import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { eventStoreDb } from '../../src/adapters/eventstoredb/store.js';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { NO_STREAM, StoreUnavailable } from '../../src/app/log/event-store.js';
import { patienceMs } from '../kit/patience.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aRecord, noon } from '../store/idempotency-records-contract.js';
import { anEvent, aStream } from '../store/some-events.js';

const sockets = new Set<Socket>();
let server: Server | undefined;
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  if (server?.listening) await new Promise((resolve) => server?.close(resolve));
});

/** A port at which somebody listens and never says a word; or, closed again, nobody. */
async function silent(): Promise<string> {
  server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`;
}

/** Time is up at the silent one alone; that the port is closed has to be found out before. */
test.each([
  ['silent', 300, 'timed-out'],
  ['closed', patienceMs / 20, 'unreachable'],
])('a server that is %s makes every call unavailable, in a time that is bounded', async (how, boundMs, reason) => {
  const connectionString = await silent();
  if (how === 'closed') await new Promise((resolve) => server?.close(resolve));
  const store = eventStoreDb({ connectionString, boundMs });
  closeAfterwards(() => store.close());
  const calls = [
    () => store.append(aStream(), NO_STREAM, [anEvent()]),
    () => store.readStream(aStream()),
    () => store.head(),
    () => store.records.find(['an id', 'another'], noon),
    () => store.records.save(aRecord(), noon),
    () => store.readAll()[Symbol.asyncIterator]().next(),
    () => store.subscribeToAll(undefined, new AbortController().signal)[Symbol.asyncIterator]().next(),
    () => openEventStoreDb({ connectionString, boundMs }),
  ];
  for (const outcome of await Promise.allSettled(calls.map((call) => call()))) {
    expect(outcome.status).toBe('rejected');
    const { reason: error } = outcome as PromiseRejectedResult;
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ name: 'StoreUnavailable', cause: { reason } });
  }
});

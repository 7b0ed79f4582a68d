/* A double of EventStoreDB on the wire: it proves neither durability (its log is in memory) nor anything of a cluster. */
import { Server, ServerCredentials, type handleUnaryCall } from '@grpc/grpc-js';
import { batchAppend } from './batch-append.js';
import { openDoor } from './door.js';
import { planFaults } from './faults.js';
import { openLog } from './log.js';
import { features, ServerFeaturesService, StreamsService } from './messages.js';
import { read } from './read.js';
import { deletion, singleAppend } from './single-append.js';
import type { Subscribers } from './subscribe.js';
import type { World } from './world.js';

export type EventStoreDbDouble = Awaited<ReturnType<typeof openEventStoreDbDouble>>;

/** What the client asks a server first: its version, and that it takes many appends on one call. */
function whatItCan() {
  const methods = ['read', 'append', 'delete', 'batchappend'].map((name) =>
    new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
  );
  return new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion('23.10.8');
}

const getSupportedMethods: handleUnaryCall<unknown, ReturnType<typeof whatItCan>> = (_, done) =>
  done(null, whatItCan());

/** A server of its own log on a free port of this machine. Time is told by `now`, in milliseconds since 1970. */
export async function openEventStoreDbDouble({ now = Date.now }: { now?: () => number } = {}) {
  const log = openLog(now);
  const faults = planFaults();
  const subscribers: Subscribers = new Set();
  const world: World = { log, faults, cut: () => door.cut() };

  const [deleted, reading] = [deletion(world), read(world, subscribers)];
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  server.addService(ServerFeaturesService, { getSupportedMethods });
  server.addService(StreamsService, {
    batchAppend: batchAppend(world),
    append: singleAppend(world),
    delete: (...call: Parameters<typeof deleted>) => void deleted(...call),
    read: (call: Parameters<typeof reading>[0]) => void reading(call),
  });
  const behind = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
  const door = await openDoor(behind);

  return {
    port: door.port,
    url: `esdb://127.0.0.1:${door.port}?tls=false`,
    faults,
    /** What is in the log, for a test to compare with. */
    log,
    subscriptions: () => subscribers.size,
    /** Ends every subscription, as a lost connection or as a server that finds its consumer lagging. */
    endSubscriptions: (how: 'cut' | 'consumer-too-slow' = 'cut') => subscribers.forEach((end) => end(how)),
    /** Resets every connection; the next ones are taken. */
    cut: door.cut,
    /** Connections stay open and nothing goes through, as with a frozen process or a network that drops packets. */
    freeze: door.freeze,
    thaw: door.thaw,
    /** Resets every connection and refuses new ones, until `restart` on the same port with the same events. */
    async die(): Promise<void> {
      await door.shut();
      log.forget();
    },
    restart: door.reopen,
    async close(): Promise<void> {
      await door.shut();
      server.forceShutdown();
    },
  };
}

/* A double of EventStoreDB on the wire: it proves neither durability (its log is in memory) nor anything of a cluster. */
/*
 * Compared with EventStoreDB 23.10.8, the same calls of the client to both with the same outcome:
 * - append: revisions and positions of several events, a retry (whole, its beginning, its end), a superset, a partial
 *   overlap, an id at the next revision, twice in one append, in upper case, without a revision; WrongExpectedVersion
 *   and its fields; nothing at all (it takes a place); 1 MiB of data and one byte more, of metadata, in several requests;
 *   an id that is no UUID, answered twice; the same on calls of their own, as with credentials
 * - read: both directions, from a place and from the end, beyond it, between two records (an error); a missing stream;
 *   the shape of an event; $maxAge, delete, and writing to what was deleted; of what has aged: it reads as empty and not
 *   as missing, its ids are still a retry, NO_STREAM is refused with the last revision, and the next append goes on from it;
 *   metadata alone make no stream; an append that is refused before readers see what is in its place (`behind`)
 * - subscribe: confirmation, then what is there, then caught up; after a place, also between two events of one append;
 *   the first event passed over; a place between two records; checkpoints while catching up and live, by window; a
 *   consumer that lags
 * - outages: frozen (with keep-alives), killed while writing and while subscribed, refused, restarted: types and codes;
 *   the words of a reset connection vary in both.
 * Taken from its source, and not seen: not ready, access denied, unauthenticated, the commit's time-out. Not like it:
 * positions are smaller, its own events fewer, and 64 events may wait for a consumer whatever their size.
 */
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

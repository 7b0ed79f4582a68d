import { checkAppend } from '../../app/log/check-append.js';
import { LogDamaged, StoreUnavailable, type SeenEvent } from '../../app/log/event-store.js';
import { append } from './writing/append.js';
import { sendInOrder } from './writing/send-in-order.js';
import { besideTheLog } from './beside-the-log.js';
import { reads } from './reading/retrying-reads.js';
import { checkReached } from './reading/check-reached.js';
import { connect } from './client/connection.js';
import { faultOf } from './client/faults.js';
import { followAll } from './reading/follow-all.js';
import { headPosition } from './reading/head.js';
import { versionOf } from './client/server-version.js';
import { permitsFor } from './client/permits.js';
import { namesUnder } from './names.js';
import type { EventStoreDb, EventStoreDbOptions } from './options.js';
import { readAll } from './reading/read-all.js';
import { streamReads } from './reading/stream-reads.js';
import { knownLog } from './known-log.js';
import { pendingWork } from './client/pending-work.js';

const nothing = () => undefined;

/** The port, spoken to EventStoreDB. Throws `EventStoreDbFault` for a connection string that cannot be used; connects when it is needed. */
export function eventStoreDb(options: EventStoreDbOptions): EventStoreDb {
  const { boundMs = 2500, maxInFlight = 128, check = nothing, onCut = nothing, onFollowing = nothing } = options;
  const names = namesUnder(options.prefix ?? '');
  const connection = connect(options.connectionString);
  const [read, permits, work] = [reads(connection, boundMs), permitsFor(maxInFlight), pendingWork()];
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  const { log, verified } = knownLog(connection, read, names);
  const { closeBeside, ...beside } = besideTheLog({ connection, permits, names, boundMs, verified, now: options.now });

  function open(): void {
    if (closing) throw new StoreUnavailable('The event store is closed.');
  }
  async function setting(
    after: string | undefined,
    { signal, lastSeen }: { signal?: AbortSignal; lastSeen?: SeenEvent },
  ) {
    const known = await verified();
    if (lastSeen) await known.verifier.require(lastSeen);
    if (after !== undefined) await checkReached(read, after, known.positions);
    // one for each subscription: a listener of one that is over must not stay on the store's own
    const ends = AbortSignal.any([closed.signal, known.verifier.damaged, ...(signal ? [signal] : [])]);
    return { ...known, connection, names, boundMs, signal: ends, onCut, onFollowing };
  }

  return {
    ...beside,
    async ready() {
      open();
      const { isNew } = await log();
      return { isNew, serverVersion: await read((client) => versionOf(client)) };
    },
    ...streamReads({ read, names, work, open, verified }),
    async head() {
      open();
      const { positions } = await verified();
      const allPosition = await headPosition(read, names);
      if (!allPosition) throw new LogDamaged('The event that the log began with is not in the event store.');
      return positions.at(allPosition);
    },
    async *readAll(after) {
      open();
      yield* readAll(await setting(after, {}), after);
    },
    subscribeToAll(after, signal, lastSeen) {
      const wasClosed = closing !== undefined; // closed before: an error; closed later: the end
      return (async function* () {
        if (signal.aborted) return;
        if (wasClosed) open();
        const following = await setting(after, { signal, ...(lastSeen && { lastSeen }) }).catch((error: unknown) => {
          if (error instanceof StoreUnavailable) onCut(faultOf(error), connection.aliveAt());
          throw error;
        });
        yield* followAll(following, after);
      })();
    },
    async append(stream, expected, events) {
      const texts = checkAppend(stream, expected, events);
      const name = names.onServer(stream);
      events.forEach((event) => check(event));
      open();
      const appending = async () => {
        const { positions, verifier } = await verified();
        return append({ connection, permits, boundMs, verifier }, { stream: name, expected, texts, positions });
      };
      return work.track(appending());
    },
    async appendInOrder(appends) {
      if (appends.length === 0) throw new RangeError('There is nothing to append.');
      const checked = appends.map(({ stream, expected, events }) => {
        events.forEach((event) => check(event));
        return { stream: names.onServer(stream), expected, texts: checkAppend(stream, expected, events) };
      });
      open();
      return work.track(verified().then((known) => sendInOrder({ connection, boundMs, ...known }, checked)));
    },
    close() {
      closing ??= (async () => {
        await Promise.all([work.over(), closeBeside()]);
        closed.abort();
        await connection.dispose();
      })();
      return closing;
    },
  };
}

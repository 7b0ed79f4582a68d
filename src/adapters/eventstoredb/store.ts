import { checkAppend, checkStream } from '../../app/log/check-append.js';
import { LogDamaged, StoreUnavailable } from '../../app/log/event-store.js';
import { append } from './writing/append.js';
import { attemptRecords } from './attempts/attempt-records.js';
import { reads } from './reading/retrying-reads.js';
import { checkReached } from './reading/check-reached.js';
import { connect, type Client } from './client/connection.js';
import { faultOf } from './client/faults.js';
import { followAll } from './reading/follow-all.js';
import { headPosition } from './reading/head.js';
import { permitsFor } from './client/permits.js';
import { checkLogId, logIdOf } from './log-id.js';
import { namesUnder } from './names.js';
import { memoizeSuccess } from './client/memoize-success.js';
import type { EventStoreDb, EventStoreDbOptions } from './options.js';
import { positionsOf } from './positions.js';
import { readAll } from './reading/read-all.js';
import { eventsOf } from './reading/read-events.js';
import { storedBy } from './to-stored-event.js';
import { pendingWork } from './client/pending-work.js';

const nothing = () => undefined;

/** The port, spoken to EventStoreDB. Throws `EventStoreDbFault` for a connection string that cannot be used; connects when it is needed. */
export function eventStoreDb(options: EventStoreDbOptions): EventStoreDb {
  const { boundMs = 2500, maxInFlight = 128, check = nothing, onCut = nothing, onFollowing = nothing } = options;
  const names = namesUnder(options.prefix ?? '');
  const connection = connect(options.connectionString);
  const [read, permits, work] = [reads(connection, boundMs), permitsFor(maxInFlight), pendingWork()];
  const records = attemptRecords({ connection, permits, names, boundMs });
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  const log = memoizeSuccess(async () => {
    const { logId, isNew } = await logIdOf(read, names);
    const positions = positionsOf(logId);
    const checkLog = () => checkLogId(read, names, logId);
    return { isNew, positions, stored: storedBy(names, positions), checkLog };
  });
  function open(): void {
    if (closing) throw new StoreUnavailable('The event store is closed.');
  }
  /** A signal that does not leave a listener of a subscription that is over on the store's own. */
  const until = (signal?: AbortSignal) => (signal ? AbortSignal.any([signal, closed.signal]) : closed.signal);

  async function setting(after: string | undefined, signal?: AbortSignal) {
    const known = await log();
    if (after !== undefined) await checkReached(read, after, known.positions);
    return { ...known, connection, begin: names.begin, boundMs, signal: until(signal), onCut, onFollowing };
  }

  return {
    records,
    async ready() {
      open();
      const { isNew } = await log();
      return { isNew, serverVersion: await read((client) => versionOf(client)) };
    },
    async readStream(stream) {
      checkStream(stream);
      const name = names.onServer(stream);
      open();
      const { stored } = await log();
      const events = await work.track(read((client, milliseconds) => eventsOf(client, name, { milliseconds })));
      if (events.some(({ revision }, index) => revision !== BigInt(index)))
        throw new LogDamaged('The stream of a key has lost its beginning: the event store was set to truncate it.');
      return events.map(stored);
    },
    async head() {
      open();
      const { positions } = await log();
      const allPosition = await headPosition(read, names);
      if (!allPosition) throw new LogDamaged('The event that the log began with is not in the event store.');
      return positions.at(allPosition);
    },
    async *readAll(after) {
      open();
      yield* readAll(await setting(after), after);
    },
    subscribeToAll(after, signal) {
      const wasClosed = closing !== undefined; // closed before: an error; closed later: the end
      return (async function* () {
        if (signal.aborted) return;
        if (wasClosed) open();
        const following = await setting(after, signal).catch((error: unknown) => {
          if (error instanceof StoreUnavailable) onCut(faultOf(error));
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
        const { positions } = await log();
        return append({ connection, permits, boundMs }, { stream: name, expected, texts, positions });
      };
      return work.track(appending());
    },
    close() {
      closing ??= (async () => {
        await Promise.all([work.over(), records.close()]);
        closed.abort();
        await connection.dispose();
      })();
      return closing;
    },
  };
}

/** As the server says it itself; the client knows it and has no public word for it. */
async function versionOf(client: Client): Promise<string> {
  const { serverVersion } = (await Reflect.get(client, 'capabilities')) as { serverVersion: unknown };
  return String(serverVersion);
}

import { createHash } from 'node:crypto';
import { ANY, jsonEvent, type RecordedEvent } from '@eventstore/db-client';
import { StoreUnavailable } from '../../../app/log/event-store.js';
import { readKeyOf, type HistoryRead, type ReadersStore } from '../../../app/readers/readers-store.js';
import { pendingWork } from '../client/pending-work.js';
import { within } from '../client/timeout.js';
import { eventsOf } from '../reading/read-events.js';
import { reads } from '../reading/retrying-reads.js';
import type { RecordingUsage } from '../usage/usage-store.js';

const TYPE = 'HistoryRead';

/**
 * Who has read histories, in a stream for each account outside the log, for ever. The id of an event is made of what it says: so a
 * record that two servers write, or one writes twice, is there once, or is told once.
 */
export function readerStreams({ connection, names, boundMs, verified }: RecordingUsage) {
  const [run, work] = [reads(connection, boundMs, 'Who reads cannot be read or written now.'), pendingWork()];
  let closed = false;

  const request: typeof run = async (operation) => {
    if (closed) throw new StoreUnavailable('The records of who reads are closed.');
    return work.track(verified().then(() => run(operation)));
  };

  const store: ReadersStore = {
    async writeReads(all) {
      for (const read of all) {
        const event = jsonEvent({ id: idOf(read), type: TYPE, data: { ...read }, metadata: {} });
        const options = { expectedRevision: ANY, requiresLeader: true } as const;
        await request((client, leftMs) =>
          within(leftMs, client.appendToStream(names.readers(read.account), [event], options)),
        );
      }
    },
    async readsOf(account) {
      const events = await request((client, milliseconds) =>
        eventsOf(client, names.readers(account), { milliseconds }),
      );
      const found = new Map<string, HistoryRead>();
      for (const read of events.flatMap(readIn)) found.set(readKeyOf(read), read);
      return [...found.values()];
    },
  };
  return {
    ...store,
    async close() {
      closed = true;
      await work.over();
    },
  };
}

const readIn = ({ type, data }: RecordedEvent): HistoryRead[] =>
  type === TYPE ? [data as unknown as HistoryRead] : [];

/** A UUID, RFC 9562 5.8, of the digest of the record. */
function idOf(read: HistoryRead): string {
  const hex = createHash('sha256').update(readKeyOf(read)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

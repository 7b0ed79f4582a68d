import { checkStream } from '../../../app/log/check-append.js';
import { mapInSlices } from '../../../app/log/each-in-slices.js';
import { LogDamaged, type EventStore, type StoredEvent } from '../../../app/log/event-store.js';
import type { pendingWork } from '../client/pending-work.js';
import type { Names } from '../names.js';
import type { Stored } from '../to-stored-event.js';
import { eventsOf, lastEventOf } from './read-events.js';
import type { Read } from './retrying-reads.js';

interface Reading {
  read: Read;
  names: Names;
  work: ReturnType<typeof pendingWork>;
  /** Throws when the store is closed. */
  open: () => void;
  verified: () => Promise<{ stored: Stored }>;
}

/** Reads of one stream, from the leader. */
export const streamReads = ({
  read,
  names,
  work,
  open,
  verified,
}: Reading): Pick<EventStore, 'readStream' | 'lastOf'> => ({
  async readStream(stream): Promise<StoredEvent[]> {
    checkStream(stream);
    const name = names.onServer(stream);
    open();
    const { stored } = await verified();
    const events = await work.track(read((client, milliseconds) => eventsOf(client, name, { milliseconds })));
    if (events.some(({ revision }, index) => revision !== BigInt(index)))
      throw new LogDamaged('A stream of the log has lost its beginning: the event store was set to truncate it.');
    return mapInSlices(events, stored);
  },
  async lastOf(stream) {
    checkStream(stream);
    const name = names.onServer(stream);
    open();
    const { stored } = await verified();
    const last = await work.track(read((client, milliseconds) => lastEventOf(client, name, milliseconds)));
    return last && stored(last);
  },
});

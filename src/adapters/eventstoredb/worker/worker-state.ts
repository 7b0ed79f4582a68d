import { jsonEvent, type RecordedEvent } from '@eventstore/db-client';
import { StoreUnavailable } from '../../../app/log/event-store.js';
import { stateName, stateText, type WorkerState } from '../../../app/worker/worker-state.js';
import { pendingWork } from '../client/pending-work.js';
import { lastEventOf } from '../reading/read-events.js';
import { reads } from '../reading/retrying-reads.js';
import type { RecordingUsage } from '../usage/usage-store.js';
import { PROBE_AFTER_MS } from '../writing/append-once.js';
import { setMetadataOnce } from '../writing/set-metadata-once.js';
import { writeDocument } from './write-document.js';

/** Versions that the server shows: the newest counts, and some before it tell a try whose answer was lost that it was written. */
const MAX_COUNT = 10;

/** What there is in each event. */
interface Written {
  value: unknown;
}

/** The documents of the worker, each in a stream outside the log whose last event is what it says. The connection is the store's. */
export function workerStreams({ connection, names, boundMs, verified }: Omit<RecordingUsage, 'now'>) {
  const words = 'The documents of the worker cannot be read or written now.';
  const [run, work] = [reads(connection, boundMs, words), pendingWork()];
  let closed = false;

  const request: typeof run = async (operation) => {
    if (closed) throw new StoreUnavailable('The documents of the worker are closed.');
    return work.track(verified().then(() => run(operation)));
  };

  const store: WorkerState = {
    async read(name) {
      const stream = names.worker(stateName(name));
      const last = await request((client, leftMs) => lastEventOf(client, stream, leftMs));
      return last && { revision: Number(last.revision), value: valueIn(last) };
    },
    async write(name, expected, value) {
      const stream = names.worker(stateName(name));
      const data = { value: JSON.parse(stateText(value)) as never };
      const event = jsonEvent({ type: 'WorkerStateWritten', data, metadata: {} }); // each try sends the same id
      let isLimited = expected !== undefined;
      return request(async (client, leftMs) => {
        const end = performance.now() + leftMs;
        if (!isLimited)
          await setMetadataOnce(client, { ...limit(stream), milliseconds: Math.min(PROBE_AFTER_MS, leftMs) });
        isLimited = true;
        return writeDocument(client, { stream, expected, event }, end - performance.now());
      });
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

const limit = (stream: string) => ({ stream, metadata: { maxCount: MAX_COUNT } });
const valueIn = ({ data }: RecordedEvent) => (data as unknown as Written).value;

import { StoreUnavailable } from '../../../app/log/event-store.js';
import type { IdempotencyRecords } from '../../../app/commands/idempotency/records.js';
import { storedAttemptIn } from './attempt-events.js';
import type { Appending } from '../writing/append.js';
import { attemptSaver } from './save-attempt.js';
import type { Names } from '../names.js';
import { eventsOf } from '../reading/read-events.js';
import { reads } from '../reading/retrying-reads.js';
import { pendingWork } from '../client/pending-work.js';

const FAULT = 'The records of idempotent commands cannot be read or written now.';

export interface RecordingAttempts extends Omit<Appending, 'verifier'> {
  names: Names;
  /** Resolves when the log on the server is the known one: nothing is to be written beside another. */
  verified: () => Promise<unknown>;
}

/** Records of idempotent commands, each in a stream of its own, for every server over this log. The connection is the store's. */
export function attemptRecords({ connection, permits, names, boundMs, verified }: RecordingAttempts) {
  const [run, work] = [reads(connection, boundMs, FAULT), pendingWork()];
  let closed = false;
  const request: typeof run = async (operation) => {
    if (closed) throw new StoreUnavailable('The records of idempotent commands are closed.');
    return work.track(verified().then(() => run(operation)));
  };

  const found = (id: string, now: string) =>
    request(async (client, milliseconds) => {
      const events = await eventsOf(client, names.attempt(id), { milliseconds });
      return storedAttemptIn(id, events, now).record;
    });

  return {
    inFlightMs: 2 * boundMs, // to keep the record, and to append
    async find(ids, now) {
      const records = await Promise.all(ids.map((id) => found(id, now)));
      return records.find((record) => record !== undefined);
    },
    async save(record, now) {
      const save = attemptSaver({ stream: names.attempt(record.id), record, now });
      return request(async (client, milliseconds) => {
        const began = performance.now();
        const release = await permits.enter(milliseconds);
        try {
          return await save(client, milliseconds - (performance.now() - began));
        } finally {
          release();
        }
      });
    },
    purge: async () => undefined, // each stream ends its record by itself, by its $maxAge
    async close() {
      closed = true;
      await work.over();
    },
  } satisfies IdempotencyRecords;
}

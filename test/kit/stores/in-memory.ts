import type { IdempotencyRecord, IdempotencyRecords } from '../../../src/app/commands/idempotency/records.js';
import { NO_STREAM, RevisionConflict, type EventStore, type StoredEvent } from '../../../src/app/log/event-store.js';

/** What commands need of a store, in memory, for tests that run thousands of them. It can be copied as it is now. */
export interface StoreInMemory extends EventStore {
  log: readonly StoredEvent[];
  copy(): StoreInMemory;
}

const positionOf = (index: number) => `log_${String(index).padStart(16, '0')}`;
const nothingFollows = () => {
  throw new Error('nobody follows a store in memory');
};

/** A store that begins with these events. */
export function storeInMemory(events: readonly StoredEvent[] = []): StoreInMemory {
  const log = [...events];
  const streamIn = (stream: string) => log.filter((event) => event.stream === stream);
  return {
    log,
    copy: () => storeInMemory(log),
    readStream: (stream) => Promise.resolve(streamIn(stream)),
    lastOf: (stream) => Promise.resolve(streamIn(stream).at(-1)),
    append(stream, expected, appended) {
      const revision = streamIn(stream).length - 1;
      if (revision !== (expected === NO_STREAM ? -1 : expected))
        return Promise.reject(new RevisionConflict(revision < 0 ? NO_STREAM : revision));
      appended.forEach((event, index) =>
        log.push({ ...event, stream, revision: revision + 1 + index, position: positionOf(log.length) }),
      );
      return Promise.resolve({ revision: revision + appended.length, position: positionOf(log.length - 1) });
    },
    readAll: nothingFollows,
    subscribeToAll: nothingFollows,
    head: () => Promise.resolve(positionOf(log.length - 1)),
    close: () => Promise.resolve(),
  };
}

/** Records of retries, in memory. */
export function recordsInMemory(): IdempotencyRecords {
  const kept = new Map<string, IdempotencyRecord>();
  const alive = (id: string, now: string) => {
    const record = kept.get(id);
    return record && record.expiresAt > now ? record : undefined;
  };
  return {
    inFlightMs: 0,
    find: (ids, now) => Promise.resolve(ids.flatMap((id) => alive(id, now) ?? [])[0]),
    save(record, now) {
      const earlier = alive(record.id, now);
      const saved = earlier ? { ...earlier, ending: earlier.ending ?? record.ending } : record;
      kept.set(record.id, saved);
      return Promise.resolve(saved);
    },
    purge: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

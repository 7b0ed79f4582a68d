import type { IdempotencyRecord } from '../../../app/commands/idempotency/records.js';
import { prepare, type Database } from '../database/driver.js';
import type { RecordsAnswer, RecordsRequest } from './idempotency-messages.js';
import { hasRoom, noRoom } from '../database/disk-space.js';

export type RecordCommands = ReturnType<typeof recordCommands>;

/** What is asked of the records, in SQL. */
export function recordCommands(database: Database, dataDirectory: string) {
  const find = prepare<[string, string], IdempotencyRecord>(
    database,
    'SELECT id, argumentsMac, seed, minted, ending, expiresAt FROM records WHERE id = ? AND expiresAt > ?',
  );
  const purge = prepare<[string]>(database, 'DELETE FROM records WHERE expiresAt <= ?');
  const forget = prepare<[string, string]>(database, 'DELETE FROM records WHERE id = ? AND expiresAt <= ?');
  const save = prepare<(string | null)[]>(
    database,
    `INSERT INTO records (id, argumentsMac, seed, minted, ending, expiresAt) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET ending = excluded.ending WHERE ending IS NULL AND seed = excluded.seed`,
  );
  const changes = prepare<[], { count: number }>(database, 'SELECT changes() AS count');
  const found = (id: string, now: string): IdempotencyRecord | undefined => find.get(id, now);
  let traces = true; // what a process before this one has deleted, it may not have overwritten
  const noteDeleted = () => void (traces ||= (changes.get()?.count ?? 0) > 0);

  return {
    /** Whether something may stand in the file that was purged. */
    traces: () => traces,
    noTraces: () => void (traces = false),
    answer(request: RecordsRequest): RecordsAnswer {
      switch (request.kind) {
        case 'find': {
          const { ids, now } = request;
          return { kind: 'record', record: ids.map((id) => found(id, now)).find((record) => record !== undefined) };
        }
        case 'save': {
          if (!hasRoom(dataDirectory)) return { kind: 'unavailable', fault: noRoom };
          const { record, now } = request;
          const { id, argumentsMac, seed, minted, ending, expiresAt } = record;
          forget.run(id, now);
          noteDeleted();
          save.run(id, argumentsMac, seed, minted, ending, expiresAt);
          return { kind: 'record', record: found(id, now) };
        }
        case 'purge':
          purge.run(request.now);
          noteDeleted();
          return { kind: 'record', record: undefined };
      }
    },
  };
}

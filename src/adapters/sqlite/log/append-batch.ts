import { checksumOf, columns, verifiedBy, type ChecksummedRow } from './checksum.js';
import { prepare, type Database } from '../database/driver.js';
import { BEFORE_FIRST, type AppendAnswer, type AppendRequest } from './messages.js';
import { transaction } from '../database/transaction.js';

/** What one transaction came to; `written` counts events. */
export interface Batch {
  answers: AppendAnswer[];
  written: number;
}

/**
 * Runs appends in one transaction, so that they share one fsync; each is judged by itself. Nobody may be told an answer
 * before this returns, a conflict included: it may rest on a neighbour's events. Throws what SQLite throws; then nothing
 * of the batch is written. Appends are checked beforehand (app/log/check-append.ts): what SQLite still throws (a full disk, a lock)
 * concerns all of them, so there is no savepoint for each.
 */
export function batchAppender(database: Database, logId: string): (requests: readonly AppendRequest[]) => Batch {
  const head = prepare<[], { head: number }>(database, 'SELECT coalesce(max(sequence), 0) AS head FROM events');
  const current = prepare<[string], { revision: number }>(
    database,
    `SELECT coalesce(max(revision), ${BEFORE_FIRST}) AS revision FROM events WHERE stream = ?`,
  );
  const following = prepare<[string, number, number], ChecksummedRow>(
    database,
    `SELECT ${columns} FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?`,
  );
  const insert = prepare<[number, string, number, string, string, string, string, string]>(
    database,
    `INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const verified = verifiedBy(logId);

  return (requests) =>
    transaction(database, () => {
      const before = head.get()?.head ?? 0;
      let sequence = before;
      const answers = requests.map(({ stream, expected, events }): AppendAnswer => {
        const revision = current.get(stream)?.revision ?? BEFORE_FIRST;
        if (expected !== revision) return earlier(stream, expected, events) ?? { kind: 'conflict', current: revision };
        let last = revision;
        for (const { id, type, data, metadata } of events) {
          const row = { sequence: ++sequence, stream, revision: ++last, id, type, data, metadata };
          insert.run(row.sequence, stream, row.revision, id, type, data, metadata, checksumOf(logId, row));
        }
        return { kind: 'appended', revision: last, sequence, fresh: true };
      });
      return { answers, written: sequence - before };
    });

  /** The place of these very events, if they follow the expected revision: then this is a retry. */
  function earlier(stream: string, expected: number, events: AppendRequest['events']): AppendAnswer | undefined {
    const there = following.all(stream, expected, events.length).map(verified);
    const last = there.at(-1);
    if (last === undefined || events.some(({ id }, index) => there[index]?.id !== id)) return undefined;
    return { kind: 'appended', revision: expected + events.length, sequence: last.sequence, fresh: false };
  }
}

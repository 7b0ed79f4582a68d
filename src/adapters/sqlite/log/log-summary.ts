import { prepare, type Database } from '../database/driver.js';

/** What a log is known by. Sequences have no gaps: the last one is the number of events. */
export interface LogSummary {
  logId: string;
  events: number;
}

/** Throws what SQLite throws for a file that is no log. */
export const summaryOf = (log: Database): LogSummary => ({
  logId: prepare<[], { id: string }>(log, 'SELECT id FROM log').get()?.id ?? '',
  events: prepare<[], { last: number }>(log, 'SELECT coalesce(max(sequence), 0) AS last FROM events').get()?.last ?? 0,
});

/** Id of the event with this sequence. */
export const eventIdAt = (log: Database, sequence: number) =>
  prepare<[number], { id: string }>(log, 'SELECT id FROM events WHERE sequence = ?').get(sequence)?.id;

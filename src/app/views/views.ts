import { crc32 } from 'node:zlib';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { LogEvent } from '../log/decode.js';
import type { Position, SeenEvent } from '../log/event-store.js';

export type SqlValue = string | number | bigint | Uint8Array | null;

/** The views cannot be read or written now: another program has them locked, or their disk is full. Nothing was written. */
export class ViewsUnavailable extends Error {
  override name = 'ViewsUnavailable';
}

/** A row differs from what the server wrote. The projector then rebuilds all rows from the log. */
export class ViewsDamaged extends ViewsUnavailable {
  override name = 'ViewsDamaged';
}

/** A value as the text of a row, and a CRC-32 of that text: SQLite does not notice a bit that flips on the disk. */
export function withChecksum(value: object | string): [row: string, checksum: number] {
  const row = JSON.stringify(value);
  return [row, crc32(row)];
}

/** Synchronous reads and writes of the read-model database; statements are prepared once. All throw `ViewsUnavailable`. */
export interface ViewDatabase {
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** The value that `withChecksum` made the columns `row` and `checksum` of, which the SQL selects. Throws `ViewsDamaged`, and the projector rebuilds the views. */
  value<Value>(sql: string, ...values: SqlValue[]): Value | undefined;
  values<Value>(sql: string, ...values: SqlValue[]): Value[];
  /** As `value` by one id, for what is asked for at every request: the row is remembered until a view changes, and for a second at most. */
  remembered<Value>(sql: string, id: string): Readonly<Value> | undefined;
  /** Rows that `remembered` has given since the start: from memory, and read. */
  rowCounts(): { remembered: number; read: number };
  run(sql: string, ...values: SqlValue[]): void;
  /** Of what no checksum tells. To be thrown; the projector rebuilds the views. */
  damaged(): ViewsDamaged;
}

/** A read model: which row an event changes, how, and in which table the row lies. */
export interface Projection<Row, Event = RecordedKeyEvent> {
  /** Also the name its tables start with. */
  name: string;
  /** Raise it and the rows are rebuilt from the first event. */
  version: number;
  /** SQL that makes its tables and indexes. */
  tables: readonly string[];
  /** Which events are folded; left out: those of keys. Those of accounts come as they are stored, perhaps by a later release. */
  of?: 'accounts' | 'the whole log';
  rowId(event: Event): string;
  /** Pure. Returns `row` itself when the event changes nothing. */
  fold(row: Row | undefined, event: Event): Row;
  /** Left out where every event makes a row of its own. */
  load?(db: ViewDatabase, id: string): Row | undefined;
  /** `before` is what `load` gave, so that only what changed need be written. */
  save(db: ViewDatabase, row: Row, before: Row | undefined): void;
}

/** Events in log order, page by page. */
export type Pages = AsyncIterable<readonly LogEvent[]> | Iterable<readonly LogEvent[]>;

/** Read models that follow the log together. All throw `ViewsUnavailable`. */
export interface ViewGroup {
  /** Names of their projections. */
  readonly names: readonly string[];
  /** The position that every projection has passed; undefined when one of them starts with the first event. */
  passed(): Position | undefined;
  /** The newest event that any of the projections has seen. */
  lastEvent(): SeenEvent | undefined;
  /** Folds the events into every projection that has not seen them: rows and positions in one transaction. */
  apply(events: readonly LogEvent[]): void;
  /**
   * Folds many events, page by page. A group that is alone writes all of them in one transaction, while no query reads: the
   * event loop turns meanwhile, and rows are visible before the commit. One of two groups commits page after page.
   */
  catchUp(events: Pages): Promise<void>;
  /**
   * Moves all to a position that the log was read up to, when no further event before it concerns the views;
   * never back. `passed`: the event that is there, when one is that concerns no view.
   */
  saveReached(position: Position, passed?: SeenEvent): void;
}

/** All read models of one server, kept in one place with how far each has come. All but `close` throw `ViewsUnavailable`. */
export interface Views extends ViewGroup {
  readonly db: ViewDatabase;
  /** Those that have come furthest, then those that are behind them, such as one that is new; one group when all are equal. */
  groups(): readonly ViewGroup[];
  /** The listener is called when a read finds a damaged row; its owner must call `reset` and rebuild. */
  onDamage(listener: (error: ViewsDamaged) => void): void;
  /** Forgets everything, for a rebuild. */
  reset(): void;
  close(): void;
}

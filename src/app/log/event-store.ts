/**
 * The event store port. Words and semantics are EventStoreDB's; the embedded store keeps the same promises
 * (`test/store/contract.ts` is the whole of them).
 */

/**
 * Where an event lies in one log: `<log id>_<fixed-width hex>`. Opaque to callers; two positions of the same log compare
 * as text, and a position of another log is refused with `ForeignPosition`.
 */
export type Position = string;

/** Number of an event in its stream, from 0. */
export type Revision = number;
export const NO_STREAM = 'no_stream';
/** Always explicit: only then is a retry with the same event ids idempotent for ever. */
export type ExpectedRevision = Revision | typeof NO_STREAM;

export interface EventToAppend {
  /** A UUID, made by the caller: the identity of a retry. */
  id: string;
  type: string;
  data: object;
  metadata: object;
}

export interface StoredEvent extends EventToAppend {
  stream: string;
  revision: Revision;
  position: Position;
}

export interface Appended {
  /** Revision of the last event of this append. */
  revision: Revision;
  /** Position of the last event of this append. */
  position: Position;
}

/**
 * A batch in log order; the events of one append are never split. `caughtUp`: nothing more was in the log when it was read.
 * Without events only to report a new `caughtUp` or `reached`.
 */
export interface Delivery {
  events: StoredEvent[];
  caughtUp: boolean;
  /** The reader has seen everything up to here. Only for a log that also holds foreign events, which the reader skips. */
  reached?: Position;
}

/** An event that a reader has seen, and where it was: tells whether a log still holds it. */
export interface SeenEvent {
  id: string;
  position: Position;
}

/** One append of several that are sent together. */
export interface AppendInOrder {
  stream: string;
  expected: ExpectedRevision;
  events: EventToAppend[];
}

export interface EventStore {
  /** Every event of a stream, oldest first; none for a stream that does not exist. */
  readStream(stream: string): Promise<StoredEvent[]>;
  /** The last event of a stream; undefined for a stream that does not exist. */
  lastOf(stream: string): Promise<StoredEvent | undefined>;
  /**
   * Appends all events or none, durable when the promise resolves. An append with the ids and the expected revision of an
   * earlier one is a retry, at any age, and resolves to the revision and position of that one. Rejects with
   * `RevisionConflict`, `StoreUnavailable`, or `OutcomeUnknown` when the store cannot say whether it wrote.
   */
  append(stream: string, expected: ExpectedRevision, events: EventToAppend[]): Promise<Appended>;
  /**
   * Appends one after the other without waiting for each, and resolves to the position of the last one when all are
   * durable. At any failure (`StoreUnavailable`, or a TypeError or RangeError before anything is sent) the store may have
   * written a beginning of them: nothing is sent after it, and nothing twice. The same appends singly, from the first one
   * on, are retries. Absent where `append` itself, called many times in one turn, does the same.
   */
  appendInOrder?(appends: readonly AppendInOrder[]): Promise<Position>;
  /** The log after a position (exclusive), or from its beginning, up to the end that it has when the reader gets there. */
  readAll(after?: Position): AsyncIterable<StoredEvent[]>;
  /**
   * The log after a position as `readAll` gives it, then every later append, until the signal aborts. Reads no faster than the
   * consumer. `lastSeen`: the last event that the consumer has seen. Rejects with `LogDamaged` when the log no longer holds it there.
   */
  subscribeToAll(after: Position | undefined, signal: AbortSignal, lastSeen?: SeenEvent): AsyncIterable<Delivery>;
  /** Position of the newest event; the log's beginning when it is empty. */
  head(): Promise<Position>;
  close(): Promise<void>;
}

/** The stream is at another revision than the caller expected. The store wrote nothing. */
export class RevisionConflict extends Error {
  override name = 'RevisionConflict';
  constructor(readonly current: ExpectedRevision) {
    super('The stream is at another revision than expected.');
  }
}

/** The store cannot take the append now. It wrote nothing; a later retry may succeed. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** The store went away before it answered: it may have written the append or not. A retry with the same ids, at the same revision, tells. */
export class OutcomeUnknown extends StoreUnavailable {
  override name = 'OutcomeUnknown';
}

/** The log differs from what the store wrote. No answer may come from it; a retry does not help. */
export class LogDamaged extends Error {
  override name = 'LogDamaged';
}

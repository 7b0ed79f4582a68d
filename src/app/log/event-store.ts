/**
 * The event store port. Words and semantics are EventStoreDB's; the embedded store keeps the same promises
 * (`test/store/contract.ts` is the whole of them).
 */

/**
 * A place in one log: `<log id>_<fixed-width hex>`. Opaque to callers; two positions of the same log compare
 * as text, and a position of another log is refused with `ForeignPosition`.
 */
export type Position = string;

/** Place of an event in its stream, from 0. */
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

/** Some events in log order, what was appended together in one piece; `caughtUp` when nothing more was in the log as they were read. Empty only when that, or `reached`, is new. */
export interface Delivery {
  events: StoredEvent[];
  caughtUp: boolean;
  /** Everything up to here was seen. Given where the log has events of others in it, which are passed over. */
  reached?: Position;
}

export interface EventStore {
  /** Every event of a stream, oldest first; none for a stream that does not exist. */
  readStream(stream: string): Promise<StoredEvent[]>;
  /**
   * Appends all events or none, durable when the promise resolves. The same ids at the same expected revision are a
   * retry, at any age, and resolve to the original place. Rejects with `RevisionConflict`, `StoreUnavailable`, or `OutcomeUnknown` when nobody can say.
   */
  append(stream: string, expected: ExpectedRevision, events: EventToAppend[]): Promise<Appended>;
  /** The log after a position (exclusive), from its beginning without one, to where it ends when reading gets there. */
  readAll(after?: Position): AsyncIterable<StoredEvent[]>;
  /** The same, and then whatever is appended, until the signal aborts. The consumer's pace is the reader's pace. */
  subscribeToAll(after: Position | undefined, signal: AbortSignal): AsyncIterable<Delivery>;
  /** Position of the newest event; the log's beginning when it is empty. */
  head(): Promise<Position>;
  close(): Promise<void>;
}

/** The stream is not where the caller thought. Nothing was written. */
export class RevisionConflict extends Error {
  override name = 'RevisionConflict';
  constructor(readonly current: ExpectedRevision) {
    super('The stream is at another revision than expected.');
  }
}

/** The store cannot take it now: nothing was written, a later retry may succeed. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** It may have been written, or not: the store went away before it said. A retry with the same ids, at the same revision, tells. */
export class OutcomeUnknown extends StoreUnavailable {
  override name = 'OutcomeUnknown';
}

/** The log does not hold what was written into it. Nothing may be answered from it; trying again does not help. */
export class LogDamaged extends Error {
  override name = 'LogDamaged';
}

/** The position belongs to another log, or is none. */
export class ForeignPosition extends Error {
  override name = 'ForeignPosition';
  constructor() {
    super('The position is not one of this log.');
  }
}

/** The position is one of this log, and this log ends before it: it has lost events, or somebody made the position up. */
export class PositionBeyondLog extends ForeignPosition {
  override name = 'PositionBeyondLog';
}

const form = /^([0-9a-f]+)_[0-9a-f]+$/;

/** Refuses a position that is not of the log that `known` is of. */
export function sameLog(known: Position, position: Position): Position {
  const log = form.exec(known)?.[1];
  if (position.length !== known.length || form.exec(position)?.[1] !== log) throw new ForeignPosition();
  return position;
}

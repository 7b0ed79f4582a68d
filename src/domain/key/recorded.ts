import type { KeyEvent } from './facts.js';

export type ActorKind = 'user' | 'service' | 'system';

/** Metadata of every event. Every field but the last exists from the first event on, because old events never change. */
export interface EventMetadata {
  /** When the command was decided: ISO 8601, UTC, milliseconds. */
  recordedAt: string;
  actorId: string;
  actorKind: ActorKind;
  account: string;
  sourceIp: string | null;
  userAgent: string | null;
  /** EventStoreDB's names. All commands of one conversation share the correlation; the cause is the command. */
  $correlationId: string;
  $causationId: string;
  commandId: string;
  schemaVersion: number;
  reason: string | null;
  /** The approved proposal that the event is the application of; most events have none. */
  proposalId?: string;
}

/** A fact with its position in the log. */
export type Recorded<Fact> = Fact & {
  id: string;
  /** Number of the event in its stream, from 0. */
  revision: number;
  /** Position in the whole log. */
  position: string;
  metadata: EventMetadata;
};

/** An event of a key with its position in the log. */
export type RecordedKeyEvent = Recorded<KeyEvent> & { keyId: string };

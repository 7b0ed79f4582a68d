import type { KeyEvent } from './facts.js';

export type ActorKind = 'user' | 'service' | 'system';

/** What is known of every event beside its fact; it cannot be added later, so it is whole from the first event on. */
export interface EventMetadata {
  /** When the command was decided: ISO 8601, UTC, milliseconds. */
  recordedAt: string;
  actorId: string;
  actorKind: ActorKind;
  account: string;
  sourceIp: string | null;
  userAgent: string | null;
  /** EventStoreDB's names: one correlation for a whole conversation, the cause is the command. */
  $correlationId: string;
  $causationId: string;
  commandId: string;
  schemaVersion: number;
  reason: string | null;
}

/** A fact with its place in the log. */
export type RecordedKeyEvent = KeyEvent & {
  id: string;
  keyId: string;
  /** Place in the key's stream, from 0. */
  revision: number;
  /** Place in the whole log. */
  position: string;
  metadata: EventMetadata;
};

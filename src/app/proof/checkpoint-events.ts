import type { EventToAppend, StoredEvent } from '../log/event-store.js';

/** What the server says of its own log: event type -> shape of its data. As for keys, a release freezes the shapes. */
export interface CheckpointFacts {
  /** From here on checkpoints have this origin. A log begins with one; after a lawful restore somebody begins another, and says why. */
  OriginBegun: { origin: string; formerOrigin: string | null };
  /** `checkpoint` is the signed note. */
  CheckpointSigned: { checkpoint: string };
}

export type CheckpointEvent = {
  [Type in keyof CheckpointFacts]: { type: Type; data: CheckpointFacts[Type] };
}[keyof CheckpointFacts];

export interface CheckpointMetadata {
  /** ISO 8601, UTC, milliseconds. */
  recordedAt: string;
  actorId: string;
  actorKind: 'system' | 'user';
  schemaVersion: number;
  reason: string | null;
}

/** The version in which the server writes each event today; `schema/events/<type>.v<version>.json` is its schema. */
export const checkpointSchemaVersions = {
  OriginBegun: 1,
  CheckpointSigned: 1,
} as const satisfies Record<keyof CheckpointFacts, number>;

/** Who, when, why. */
export type By = Pick<CheckpointMetadata, 'recordedAt' | 'reason'> & { id: string };

/** An event of the stream of checkpoints, by the server itself. */
export const checkpointEvent = (event: CheckpointEvent, { id, recordedAt, reason }: By): EventToAppend => ({
  id,
  ...event,
  metadata: {
    recordedAt,
    reason,
    actorId: 'keyledger',
    actorKind: reason === null ? 'system' : 'user',
    schemaVersion: checkpointSchemaVersions[event.type],
  } satisfies CheckpointMetadata,
});

/** What a stored one says. */
export const checkpointFactIn = ({ type, data }: StoredEvent): CheckpointEvent => ({ type, data }) as CheckpointEvent;

/** The signed note in an event; null in one of another type. */
export function noteIn(event: StoredEvent): string | null {
  const fact = checkpointFactIn(event);
  return fact.type === 'CheckpointSigned' ? fact.data.checkpoint : null;
}

import type { ActorKind, RecordedKeyEvent } from '../../src/domain/key/recorded.js';

/** Who did something, as people see it. */
export interface By {
  id: string;
  kind: ActorKind;
}

/** Of something that was made. Times are ISO 8601 UTC with milliseconds. */
export interface Birth {
  createdAt: string;
  createdBy: By;
}

/** Who did what an event says. */
export const by = ({ metadata }: RecordedKeyEvent): By => ({ id: metadata.actorId, kind: metadata.actorKind });

export const birth = (event: RecordedKeyEvent): Birth => ({
  createdAt: event.metadata.recordedAt,
  createdBy: by(event),
});

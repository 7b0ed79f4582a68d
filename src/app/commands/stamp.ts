import type { KeyEvent } from '../../domain/key/facts.js';
import type { EventMetadata, RecordedKeyEvent } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import { accountOf } from '../access/authorize.js';
import type { Caller } from '../access/session.js';
import type { Position } from '../log/event-store.js';

export type StampedEvent = KeyEvent & { id: string; metadata: EventMetadata };

/** The identity of one command: its id, the ids of its events, its time. */
export interface Identity {
  commandId: string;
  eventId: () => string;
  /** When it was decided: ISO 8601 UTC with milliseconds. */
  at: string;
}

/** The facts of one command, each with an identity and all with the same circumstances. */
export function stamp(
  facts: KeyEvent[],
  caller: Caller,
  reason: string | null,
  { commandId, eventId, at }: Identity,
): StampedEvent[] {
  const { actor, sourceIp, userAgent, correlationId } = caller;
  const circumstances = {
    recordedAt: at,
    actorId: actor.id,
    actorKind: actor.kind,
    account: accountOf(actor),
    sourceIp,
    userAgent,
    $correlationId: correlationId,
    $causationId: commandId,
    commandId,
    reason,
  };
  return facts.map((fact) => ({
    ...fact,
    id: eventId(),
    metadata: { ...circumstances, schemaVersion: schemaVersions[fact.type] },
  }));
}

/** The events as they lie in the log: `from` is the revision of the first, `position` is that of the last. */
export const recordedFrom = (
  written: StampedEvent[],
  keyId: string,
  from: number,
  position: Position,
): RecordedKeyEvent[] => written.map((event, index) => ({ ...event, keyId, revision: from + index, position }));

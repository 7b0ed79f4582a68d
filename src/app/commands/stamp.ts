import type { KeyEvent } from '../../domain/key/facts.js';
import type { EventMetadata } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import type { Actor } from '../access/actor.js';
import { reachOf } from '../access/authorize.js';

/** Who asks, and from where: what the metadata of every event says. */
export interface Caller {
  actor: Actor;
  sourceIp: string | null;
  userAgent: string | null;
  correlationId: string;
}

export type StampedEvent = KeyEvent & { id: string; metadata: EventMetadata };

/** What makes a command one of its own. */
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
    account: reachOf(actor).account,
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

import { accountSchemaVersions } from '../../domain/account/schema-versions.js';
import type { EventMetadata } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import { accountOf } from '../access/authorize.js';
import type { Caller } from '../access/session.js';

/** A fact of any kind of stream. */
export interface AnyFact {
  type: keyof typeof versions;
  data: object;
}
type Stamped<Fact> = Fact & { id: string; metadata: EventMetadata };
const versions = { ...schemaVersions, ...accountSchemaVersions };

/** The identity of one command: its id, the ids of its events, its time. */
export interface Identity {
  commandId: string;
  eventId: () => string;
  /** When it was decided: ISO 8601 UTC with milliseconds. */
  at: string;
}

/** The facts of one command, each with an identity and all with the same circumstances. */
export function stamp<Fact extends AnyFact>(
  facts: Fact[],
  caller: Caller,
  reason: string | null,
  { commandId, eventId, at }: Identity,
): Stamped<Fact>[] {
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
    metadata: { ...circumstances, schemaVersion: versions[fact.type] },
  }));
}

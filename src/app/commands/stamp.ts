import { accountSchemaVersions } from '../../domain/account/schema-versions.js';
import type { EventMetadata } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import { systemActor } from '../access/system-actor.js';
import type { Actor } from '../access/actor.js';
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
  /** Of the stream, which is not always that of the caller. */
  account: string;
  /** The approved proposal that the command is the application of. */
  proposalId?: string | undefined;
}

/** The facts of one command, each with an identity and all with the same circumstances. */
export function stamp<Fact extends AnyFact>(
  facts: Fact[],
  caller: Caller,
  reason: string | null,
  { commandId, eventId, at, account, proposalId }: Identity,
): Stamped<Fact>[] {
  const { actor, sourceIp, userAgent, correlationId } = caller;
  const circumstances = {
    recordedAt: at,
    account,
    sourceIp,
    userAgent,
    $correlationId: correlationId,
    $causationId: commandId,
    commandId,
    reason,
    ...(proposalId !== undefined && { proposalId }),
  };
  return facts.map((fact) => ({
    ...fact,
    id: eventId(),
    metadata: { ...circumstances, ...actedBy(fact, actor, account), schemaVersion: versions[fact.type] },
  }));
}

/** What the rules alone decide nobody has done. */
function actedBy({ type, data }: AnyFact, caller: Actor, account: string) {
  const isByRules = type === 'GoLiveApproved' && 'by' in data && data.by === 'rules';
  const { id: actorId, kind: actorKind } = isByRules ? systemActor(account) : caller;
  return { actorId, actorKind };
}

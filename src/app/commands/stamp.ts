import type { KeyEvent } from '../../domain/key/facts.js';
import type { EventMetadata, RecordedKeyEvent } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import { systemActor } from '../access/system-actor.js';
import type { Actor } from '../access/actor.js';
import type { Caller } from '../access/session.js';
import type { Position } from '../log/event-store.js';

export type StampedEvent = KeyEvent & { id: string; metadata: EventMetadata };

/** The identity of one command: its id, the ids of its events, its time. */
export interface Identity {
  commandId: string;
  eventId: () => string;
  /** When it was decided: ISO 8601 UTC with milliseconds. */
  at: string;
  /** Of the key, which is not always that of the caller. */
  account: string;
}

/** The facts of one command, each with an identity and all with the same circumstances. */
export function stamp(
  facts: KeyEvent[],
  caller: Caller,
  reason: string | null,
  { commandId, eventId, at, account }: Identity,
): StampedEvent[] {
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
  };
  return facts.map((fact) => ({
    ...fact,
    id: eventId(),
    metadata: { ...circumstances, ...by(fact, actor, account), schemaVersion: schemaVersions[fact.type] },
  }));
}

/** What the rules alone decide nobody has done. */
function by(fact: KeyEvent, caller: Actor, account: string) {
  const isByRules = fact.type === 'GoLiveApproved' && fact.data.by === 'rules';
  const { id: actorId, kind: actorKind } = isByRules ? systemActor(account) : caller;
  return { actorId, actorKind };
}

/** The events as they lie in the log: `from` is the revision of the first, `position` is that of the last. */
export const recordedFrom = (
  written: StampedEvent[],
  keyId: string,
  from: number,
  position: Position,
): RecordedKeyEvent[] => written.map((event, index) => ({ ...event, keyId, revision: from + index, position }));

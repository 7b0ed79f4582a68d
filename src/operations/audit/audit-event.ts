import type { FieldChange } from '../../domain/audit/changes.js';
import type { Subject } from '../../domain/audit/subject.js';
import type { EventType } from '../../domain/audit/told.js';
import type { ActorKind } from '../../domain/key/recorded.js';
import type { Environment } from '../../domain/values/environment.js';
import { changesIn, subjectIn, summaryIn, type ToldOfAccount } from './told-of-account.js';

/** An event as `RecordedEvent` of GraphQL shows it, under the same names and in the same words, and whose it is. */
export interface AuditEvent {
  id: string;
  type: EventType;
  recordedAt: string;
  position: string;
  account: string;
  actor: { id: string; kind: Uppercase<ActorKind> };
  sourceIp: string | null;
  userAgent: string | null;
  reason: string | null;
  correlationId: string;
  causationId: string;
  summary: string;
  subject: Subject;
  changes: FieldChange[];
  /** This and what follows is of events of a key alone. */
  integratorKeyId?: string;
  revision?: number;
  environment?: Environment | null;
  proposalId?: string | null;
}

/** Looks up what was before the event at once. */
export function auditEventIn(event: ToldOfAccount): AuditEvent {
  const { id, type, recordedAt, position, account } = event;
  const actor = { id: event.actor.id, kind: event.actor.kind.toUpperCase() as Uppercase<ActorKind> };
  const { sourceIp, userAgent, reason, correlationId, commandId: causationId } = event;
  return {
    ...{ id, type, recordedAt, position, account, actor, sourceIp, userAgent, reason, correlationId, causationId },
    ...{ summary: summaryIn(event), subject: subjectIn(event), changes: changesIn(event) },
    ...ofKey(event),
  };
}

function ofKey(event: ToldOfAccount): Partial<AuditEvent> {
  if (!('integratorKeyId' in event)) return {};
  const { integratorKeyId, revision, environment, proposalId } = event;
  return { integratorKeyId, revision, environment, proposalId };
}

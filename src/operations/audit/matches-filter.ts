import type { AuditFilter } from '../../../projections/key-history/list-audit.js';
import type { ToldEvent } from '../../domain/audit/told.js';

interface Recorded extends ToldEvent {
  recordedAt: string;
  sourceIp: string | null;
  correlationId: string;
}

/** Is an event of an account among those wanted? It concerns no key, no environment and no credential. */
export function matchesFilter(event: Recorded, filter: AuditFilter): boolean {
  const { keys, environment, credentialId, actor, types, sourceIp, from, to, correlationId } = filter;
  if (keys != null || environment != null || credentialId != null) return false;
  const { recordedAt } = event;
  return (
    (actor == null || event.actor.id === actor) &&
    (types == null || types.includes(event.type)) &&
    (sourceIp == null || event.sourceIp === sourceIp) &&
    (from == null || recordedAt >= from) &&
    (to == null || recordedAt < to) &&
    (correlationId == null || event.correlationId === correlationId)
  );
}

import type { AuditFilter } from '../../../projections/key-history/list-audit.js';
import type { HistoryRead } from '../../app/readers/readers-store.js';

/** Is a record of who has read among those wanted? Who has read of all keys has read of each; it concerns no event of them. */
export function isWantedRead(
  { integratorKeyId, readerId, hour }: HistoryRead,
  filter: Omit<AuditFilter, 'types'>,
): boolean {
  const { keys, actor, environment, credentialId, sourceIp, from, to, correlationId } = filter;
  if ([environment, credentialId, sourceIp, correlationId].some((one) => one != null)) return false;
  return (
    (keys == null || integratorKeyId === null || keys.includes(integratorKeyId)) &&
    (actor == null || actor === readerId) &&
    (from == null || hour >= from) &&
    (to == null || hour < to)
  );
}

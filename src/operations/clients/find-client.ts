import { findCredentials } from '../../../projections/credentials/find.js';
import { credentials } from '../../../projections/credentials/index.js';
import { isUuid } from '../../domain/values/uuid.js';
import type { Asking } from '../asking.js';

/** The credentials of a client once everything up to `atLeast` shows; undefined if it is unknown or beyond the caller's reach. */
export async function findClient(
  { reads, views, caller }: Pick<Asking, 'reads' | 'views' | 'caller'>,
  clientId: string,
  atLeast: string | null | undefined,
) {
  await reads.ready(credentials.name, atLeast);
  return isUuid(clientId) ? findCredentials(views, caller.reach.account, clientId) : undefined;
}

import { recallCredentials } from '../../../projections/credentials/find.js';
import { credentials } from '../../../projections/credentials/index.js';
import { TooStale } from '../../app/views/staleness.js';
import type { Reach } from '../../domain/key/reach.js';
import type { Environment } from '../../domain/values/environment.js';
import { uuidOf } from '../../domain/values/uuid.js';
import type { Asking } from '../asking.js';

/** What every question about a client says. */
export interface ClientQuestion {
  /** The OAuth client_id. */
  clientId: string;
  environment: Environment;
  /** A position that the answer must not lack. */
  atLeast?: string | null | undefined;
}

export type Finding = Pick<Asking, 'reads' | 'views' | 'projector' | 'staleness' | 'maxStaleMs' | 'onRead'> & {
  caller: { reach: Reach };
};

/**
 * The credentials of a client once everything up to `atLeast` shows; undefined if it is unknown or beyond the caller's reach. Throws
 * `TooStale` when a revocation may have been missed for too long.
 */
export async function findClient(
  { reads, views, projector, staleness, maxStaleMs, caller, onRead }: Finding,
  { clientId, atLeast }: ClientQuestion,
) {
  if (staleness.ms() > maxStaleMs) throw new TooStale();
  if (!reads.readyNow(credentials.name, atLeast)) await reads.ready(credentials.name, atLeast);
  onRead?.(projector.state(credentials.name).position); // nothing can move the view between this and the read
  const id = uuidOf(clientId);
  return id === undefined ? undefined : recallCredentials(views, caller.reach, id);
}

import { createHash, randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../log/event-store.js';
import type { IdempotencyRecords } from '../commands/idempotency/records.js';

/** Which `jti` of which client has been used (RFC 7523 3, point 7), for every server over one log. */
export interface UsedTokenIds {
  /**
   * Records the use until that time, in seconds since 1970; false for every call but the first, also of two at once. Rejects with
   * `ReplayCheckUnavailable`.
   */
  use(clientId: string, jti: string, until: number): Promise<boolean>;
}

/** Nobody can be asked now whether the assertion was used before, so it must not count. A later retry may help. */
export class ReplayCheckUnavailable extends StoreUnavailable {
  override name = 'ReplayCheckUnavailable';
}

interface Recording {
  records: Pick<IdempotencyRecords, 'save'>;
  now: () => Date;
}

/**
 * Kept as records of retries are: a record that is made once, on every node, across restarts, and goes when it has expired. One
 * whose seed is another's was there before.
 */
export function usedTokenIds({ records, now }: Recording): UsedTokenIds {
  return {
    async use(clientId, jti, until) {
      const seed = randomUUID();
      const expiresAt = new Date(until * 1000).toISOString();
      const nothingMore = { argumentsMac: '', minted: null, ending: null };
      const id = recordId(clientId, jti);
      const saved = await records
        .save({ id, seed, expiresAt, ...nothingMore }, now().toISOString())
        .catch(refuseWithoutAnswer);
      return saved.seed === seed;
    },
  };
}

/** The client's id has one length, so no other pair has the same text. */
const recordId = (clientId: string, jti: string) =>
  `jti-${createHash('sha256').update(`${clientId} ${jti}`).digest('base64url')}`;

function refuseWithoutAnswer(cause: unknown): never {
  throw cause instanceof StoreUnavailable ? new ReplayCheckUnavailable(cause.message, { cause }) : cause;
}

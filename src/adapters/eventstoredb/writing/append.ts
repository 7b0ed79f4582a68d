import { jsonEvent, type EventData } from '@eventstore/db-client';
import type { EventText } from '../../../app/log/check-append.js';
import {
  LogDamaged,
  OutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
} from '../../../app/log/event-store.js';
import { appendOnce } from './append-once.js';
import { continued } from './append-marker.js';
import type { Connection } from '../client/connection.js';
import { faultOf } from '../client/faults.js';
import type { Permits } from '../client/permits.js';
import { retryUntil } from '../client/retry-until.js';
import type { Sought } from './find-append.js';

export interface Appending {
  connection: Connection;
  permits: Permits;
  /** Milliseconds for everything: the wait for a permit, the tries, the probe of the outcome. */
  boundMs: number;
}

/** Appends; retries with the same ids and revision, which the server treats as idempotent, until the outcome is known. */
export async function append({ connection, permits, boundMs }: Appending, sought: Sought): Promise<Appended> {
  const began = performance.now();
  const release = await permits.enter(boundMs).catch((error: unknown) => {
    throw new StoreUnavailable('Too many appends are under way.', { cause: error });
  });
  const events = sought.texts.map((text, index) => eventOf(text, index < sought.texts.length - 1));
  let inDoubt = false;
  try {
    return await retryUntil(
      boundMs - (performance.now() - began),
      (leftMs) => appendOnce(connection, sought, events, leftMs),
      (error, isLast, because) => {
        if (isSettled(error)) throw error;
        const fault = faultOf(error);
        inDoubt ||= fault.inDoubt;
        if (!isLast && !fault.lasting) return;
        if (inDoubt)
          throw new OutcomeUnknown('The event store did not say whether it has written.', { cause: faultOf(because) });
        throw new StoreUnavailable('The event store cannot be written now.', { cause: faultOf(because) });
      },
    );
  } finally {
    release();
  }
}

const isSettled = (error: unknown) =>
  error instanceof RevisionConflict || error instanceof LogDamaged || error instanceof RangeError;

type Json = Record<string, never>;

/** A copy, which the caller cannot change: every try sends the same. */
function eventOf({ id, type, data, metadata }: EventText, isContinued: boolean): EventData {
  const parsed = JSON.parse(metadata) as Json;
  return jsonEvent({ id, type, data: JSON.parse(data) as Json, metadata: isContinued ? continued(parsed) : parsed });
}

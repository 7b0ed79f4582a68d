import { jsonEvent, type EventData } from '@eventstore/db-client';
import type { EventText } from '../../../app/log/check-append.js';
import {
  LogDamaged,
  OutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type SeenEvent,
} from '../../../app/log/event-store.js';
import { appendOnce } from './append-once.js';
import { continued } from './append-marker.js';
import type { Connection } from '../client/connection.js';
import { faultOf } from '../client/faults.js';
import type { Permits } from '../client/permits.js';
import { retryUntil } from '../client/retry-until.js';
import type { Sought } from './find-append.js';
import type { LogVerifier } from '../verify-log.js';

export interface Appending {
  connection: Connection;
  permits: Permits;
  /** Milliseconds for everything: the wait for a permit, the tries, the probe of the outcome. */
  boundMs: number;
  verifier: LogVerifier;
}

/** Appends; retries with the same ids and revision, which the server treats as idempotent, until the outcome is known. */
export async function append({ connection, permits, boundMs, verifier }: Appending, sought: Sought): Promise<Appended> {
  const began = performance.now();
  const release = await permits.enter(boundMs).catch((error: unknown) => {
    throw new StoreUnavailable('Too many appends are under way.', { cause: error });
  });
  const events = sought.texts.map((text, index) => eventOf(text, index < sought.texts.length - 1));
  const [known, cuts] = [verifier.newest(), connection.cuts()];
  let inDoubt = false;
  try {
    const appended = await retryUntil(
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
    const isOlder = known !== undefined && appended.position <= known.position; // of an earlier try; or the log has gone back
    if (known && (isOlder || connection.cuts() !== cuts)) await verifyAgain(verifier, known);
    verifier.saw({ id: sought.texts.at(-1)?.id ?? '', position: appended.position });
    return appended;
  } finally {
    release();
  }
}

/** What the server has acknowledged may be written into another log than the known one. */
const verifyAgain = (verifier: LogVerifier, known: SeenEvent) =>
  verifier.require(known).catch((error: unknown) => {
    throw new OutcomeUnknown('It is not sure that the append is in the known log.', { cause: error });
  });

const isSettled = (error: unknown) =>
  error instanceof RevisionConflict || error instanceof LogDamaged || error instanceof RangeError;

type Json = Record<string, never>;

/** A copy, which the caller cannot change: every try sends the same. */
function eventOf({ id, type, data, metadata }: EventText, isContinued: boolean): EventData {
  const parsed = JSON.parse(metadata) as Json;
  return jsonEvent({ id, type, data: JSON.parse(data) as Json, metadata: isContinued ? continued(parsed) : parsed });
}
